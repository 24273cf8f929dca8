"""Codes of HTTP itself, of sign-in, people and tablets."""

from server.api.error_tables import ErrorEntry

ERRORS = (
    ErrorEntry("bad_request", 400, "请求无法识别。", "The request could not be understood."),
    ErrorEntry("bad_json", 400, "请求内容不是有效的 JSON。", "The body is not valid JSON."),
    ErrorEntry("not_signed_in", 401, "请先登录。", "Sign in first."),
    ErrorEntry("wrong_credentials", 401, "用户名或密码不正确。", "The user name or the password is not right."),
    ErrorEntry("device_unknown", 401, "此平板未登记。", "This tablet is not enrolled."),
    ErrorEntry("signature_invalid", 401, "平板签名无效。", "The tablet's signature does not hold."),
    ErrorEntry("not_permitted", 403, "当前角色无此权限。", "The active role may not do this."),
    ErrorEntry("csrf_invalid", 403, "页面已过期，请刷新后重试。", "The page is out of date; reload and try again."),
    ErrorEntry("device_revoked", 403, "此平板已停用。", "This tablet has been revoked."),
    ErrorEntry("wrong_branch", 403, "不属于本网点。", "This belongs to another branch."),
    ErrorEntry(
        "role_not_on_tablet",
        403,
        "该账号不能在平板上使用，请用电脑登录。",
        "This account does not work on a tablet; use the desk.",
    ),
    ErrorEntry(
        "password_initial",
        403,
        "这是初始密码，请先登录电脑端工作台，设置自己的密码。",
        "This is an initial password; sign in at the desk and set your own first.",
    ),
    ErrorEntry("not_found", 404, "未找到。", "Not found."),
    ErrorEntry("method_not_allowed", 405, "不支持此操作方式。", "This method is not allowed here."),
    ErrorEntry("not_acceptable", 406, "无法提供所要求的格式。", "The requested format cannot be served."),
    ErrorEntry("conflict", 409, "与现有数据冲突。", "This conflicts with what is stored."),
    ErrorEntry("username_taken", 409, "该用户名已被使用。", "This user name is taken."),
    ErrorEntry("branch_no_taken", 409, "该网点号已被使用。", "This branch number is taken."),
    ErrorEntry("device_state", 409, "平板当前状态不允许此操作。", "The tablet's state does not allow this."),
    ErrorEntry("key_already_enrolled", 409, "此平板密钥已登记。", "This tablet's key is already enrolled."),
    ErrorEntry("device_numbers_used_up", 409, "本网点平板编号已用完。", "This branch has no tablet number left."),
    ErrorEntry(
        "own_account",
        409,
        "不能更改自己账号的权限、网点和状态，请由另一位管理员办理。",
        "Somebody else changes the rights, the branch and the state of your own account.",
    ),
    ErrorEntry(
        "last_admin",
        409,
        "须至少保留一名在用的系统管理员。",
        "At least one administrator must remain.",
    ),
    ErrorEntry("day_closed", 409, "该日已日结。", "This day is closed already."),
    ErrorEntry("day_not_closed", 409, "该日尚未日结。", "This day is not closed."),
    ErrorEntry("too_large", 413, "请求内容过大。", "The request is too large."),
    ErrorEntry("uri_too_long", 414, "请求地址过长。", "The address is too long."),
    ErrorEntry("unsupported_media_type", 415, "不支持的内容类型。", "This content type is not supported."),
    ErrorEntry("invalid", 422, "内容不符合要求。", "Some of the values are not acceptable."),
    ErrorEntry(
        "enrolment_code_invalid", 422, "登记码无效、已使用或已过期。", "The enrolment code is wrong, used or expired."
    ),
    ErrorEntry("role_not_held", 422, "您没有该角色。", "You do not hold this role."),
    ErrorEntry("unknown_role", 422, "没有这个角色。", "There is no such role."),
    ErrorEntry("unknown_branch", 422, "没有这个网点。", "There is no such branch."),
    ErrorEntry(
        "department_required", 422, "部门坐席须且只须指定一个部门。", "A department agent needs exactly one department."
    ),
    ErrorEntry("unknown_department", 422, "没有这个部门。", "There is no such department."),
    ErrorEntry(
        "password_too_weak",
        422,
        "密码至少 10 位，且不能包含用户名。",
        "A password has at least 10 characters and not the user name.",
    ),
    ErrorEntry(
        "password_same", 422, "新密码须与原密码不同。", "The new password must differ from the one you have now."
    ),
    ErrorEntry("day_not_begun", 422, "不能日结未来的日期。", "A day that has not begun cannot be closed."),
    ErrorEntry(
        "day_incomplete",
        422,
        "当日仍有未完成事项，请写明情况后再日结。",
        "Something of the day is incomplete; say why it is closed nevertheless.",
    ),
    ErrorEntry("public_key_invalid", 422, "平板公钥无效。", "The tablet's public key is not a P-256 key."),
    ErrorEntry("too_many_attempts", 429, "尝试次数过多，请稍后再试。", "Too many attempts; wait before trying again."),
    ErrorEntry("headers_too_large", 431, "请求头过大。", "The request's headers are too large."),
    ErrorEntry("server_error", 500, "服务器出错，已记录。", "The server failed; it has been noted."),
    ErrorEntry("unavailable", 503, "服务暂不可用，请稍后再试。", "The service is not available at the moment."),
)
