"""Samples signed as a branch signs them, and what two validators of other makers say of the signature."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from server.documents.signing import SigningIdentity, judge_file, sign_file
from server.documents.signing.certificates import make_authority, make_branch
from tests.papers import HEAD
from tests.samples.build import AT

VALID = "Signature is Valid."
"""What Poppler's pdfsig says of a file that is what was signed; whom to trust is no question to it here."""


@dataclass(frozen=True)
class Signatures:
    branch: SigningIdentity

    @classmethod
    def of_a_branch(cls) -> Signatures:
        return cls(make_branch(make_authority(HEAD.bank, AT), HEAD.bank, HEAD.branch, HEAD.branch_no, AT))

    def sign(self, pdf: bytes) -> bytes:
        return sign_file(pdf, self.branch, HEAD.branch, AT)

    def faults(self, path: Path) -> list[str]:
        """By pyHanko and by pdfsig, as sentences."""
        found = judge_file(path.read_bytes(), [self.branch.root], AT)
        said = [] if found.is_valid else [f"pyHanko: {found.standing}"]
        listed = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True)
        return said if VALID in listed.stdout else [*said, f"pdfsig: {listed.stdout or listed.stderr}"]
