"""GET /api/contract.json: the description of the record kinds that forms, lists and desks are made from."""

from flask import Blueprint, Response, jsonify

from server.api.guards import public
from server.contract import contract

blueprint = Blueprint("contract", __name__)


@blueprint.get("/api/contract.json")
@public("it describes forms and holds nothing of any customer or branch")
def read_contract() -> Response:
    response = jsonify(contract())
    response.set_etag(contract()["version"])
    return response
