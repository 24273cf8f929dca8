"""What a person is told for each code of a field: one table, used by the server, the contract and so by the tablet.

`{label}` is the field's name, `{min}` and `{max}` its bounds. A sentence says what to do.
"""

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "required": ("请填写{label}。", "Fill in {label}."),
    "too_short": ("{label}至少 {min} 个字。", "{label} needs at least {min} characters."),
    "too_long": ("{label}最多 {max} 个字（项），请精简。", "{label} takes at most {max}; shorten it."),
    "out_of_range": ("{label}应在 {min} 到 {max} 之间。", "{label} must lie between {min} and {max}."),
    "wrong_type": ("{label}的格式不对，请重新填写。", "{label} is not in the right form; fill it in again."),
    "not_a_choice": ("{label}请从给出的选项中选择。", "Choose {label} from the options given."),
    "pattern": ("{label}的格式不对，请核对后重填。", "{label} does not have the right format; check it."),
    "repeated": ("{label}中有重复项，请去掉。", "{label} holds the same entry twice; remove one."),
    "control_character": (
        "{label}含有不能保存的字符，请重新输入。",
        "{label} holds characters that cannot be kept; type it again.",
    ),
    "long_number": (
        "{label}里像是有卡号、账号或证件号码，本系统不保存，请删去。",
        "{label} seems to hold a card, account or identity number, which is not kept here; remove it.",
    ),
    "secret_in_text": (
        "{label}里像是有密码或验证码，任何人都不得记录，请删去。",
        "{label} seems to hold a password or one-time code, which nobody may record; remove it.",
    ),
    "not_resident_id": (
        "{label}不是有效的 18 位居民身份证号码，请对照证件核对。",
        "{label} is not a valid 18-place resident identity number; check it against the card.",
    ),
    "not_uscc": (
        "{label}不是有效的 18 位统一社会信用代码，请对照执照核对。",
        "{label} is not a valid 18-place unified social credit code; check it against the licence.",
    ),
    "not_telephone": (
        "{label}不是可拨打的号码：手机 11 位，座机加区号，境外号码以 + 和国家代码开头。",
        "{label} cannot be dialled: a mobile has 11 digits, a landline its area code, a foreign number + and its country code.",
    ),
    "unknown_field": ("有一项内容本系统不认识：{label}。", "There is no field called {label}."),
    "department_only": (
        "{label}由接收部门答复，不能代写或更正。",
        "{label} is the department's own answer; nobody else writes or corrects it.",
    ),
    "void_only": ("{label}只在作废时填写。", "{label} is said only when the record is declared void."),
    "derived_field": ("{label}由系统计算，不能填写。", "{label} is worked out by the system and cannot be filled in."),
    "reason_required": ("请写明原因。", "Give a reason."),
}
