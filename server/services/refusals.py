"""What people are told when the engine itself refuses an operation; a kind's own rules bring their own sentences."""

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[str, str]] = {
    "unparseable": ("这条操作无法识别，已原样保存，请联系管理员。", "This cannot be read; it is kept as it is, tell the administrator."),
    "foreign_device": ("这条操作来自另一台平板，已保存，未执行。", "This came from another tablet; it is kept and was not carried out."),
    "grant_unknown": ("离线授权无效，请重新登录后再提交。", "The offline permission is not valid; sign in and send it again."),
    "grant_revoked": ("离线授权已被收回，请重新登录后再提交。", "The offline permission was withdrawn; sign in and send it again."),
    "grant_expired": ("登记时离线授权已过期，请重新登录后再提交。", "The offline permission had run out; sign in and send it again."),
    "not_sealed": ("这类内容须在平板上加密后提交；已加密保存，未执行。请更新应用后重新登记。", "This must be sealed on the tablet; it was closed and kept, and not carried out. Update the app and record it again."),
    "not_permitted": ("您当前的角色不能做这一步。", "Your role may not do this."),
    "self_review": ("复核须由他人进行，您参与过这条记录。", "Somebody else must look at this: part of the record is your own work."),
    "wrong_branch": ("不属于本网点。", "This belongs to another branch."),
    "no_such_record": ("没有找到这条记录。", "There is no such record."),
    "record_exists": ("这条记录已经存在。", "This record exists already."),
    "wrong_kind": ("记录的种类不符。", "The record is of another kind."),
    "wrong_status": ("记录当前的状态不能做这一步。", "The record's state does not allow this."),
    "reason_required": ("请写明原因。", "Give a reason."),
    "approval_needs_reading": ("审批须在工作台上阅读全文、重新验证身份后进行。", "Approve it at the desk: read it in full and sign in again."),
    "unknown_command": ("没有这个步骤。", "There is no such step."),
    "no_such_conflict": ("没有找到这处冲突。", "There is no such conflict."),
    "conflict_resolved": ("这处冲突已经处理。", "This conflict has been settled."),
    "choice_needed": ("请为每一项选择保留哪个值。", "Choose a value for every field."),
    "group_split": ("这几项须一起选择同一个来源。", "These fields belong together; choose them from one side."),
}  # fmt: skip


def told(code: str) -> tuple[str, str]:
    return REFUSALS[code]
