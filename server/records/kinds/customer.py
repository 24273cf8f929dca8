"""客户: as little of a customer as the work needs, kept once and linked from everything else (domain.md §2.0).

Age and sex follow from an identity number where there is one; for other documents they are stated. Identity numbers are
masked, never searched in clear, and found again only by a keyed hash.
"""

from server.records.common_fields import AGE_GROUPS, IDENTITY_TERM, SEGMENTS, STAFF, SUPERVISORS
from server.records.contributions import CustomerForm, Derived, Key, ListColumns, Quick, Rule, Start
from server.records.field import choice, choices, day, flag, moment, person, reference, rows, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

SEXES = (("male", "男", "Male"), ("female", "女", "Female"))
RESIDENT_NUMBERS = ("resident_card", "temporary_card", "household_register", "residence_permit")
CONSENTS = (
    ("service", "本次服务", "This service"),
    ("call_back", "回访", "Call back"),
    ("marketing", "营销", "Marketing"),
    ("event_pictures", "活动影像", "Pictures at events"),
)
# The name of an organisation is public; of whoever comes for it, under a name of their own, it is not.
ORGANISATION = ("and", ("present", "org_name"), ("not", ("differs", "display_name", "org_name")))
DOCUMENT = {"id_type": "id_type", "id_no": "id_no"}

KIND = Kind(
    code="customer",
    zh="客户",
    en="Customer",
    prefix="KU",
    icon="person",
    order=12,
    duty=2,
    capture_roles=STAFF,
    help_zh="只留办理业务必需的信息。仅咨询的客户可以不建档。",
    help_en="Keep no more than the business needs. Somebody who only asks a question needs no entry.",
    fields=(
        person(
            "display_name",
            "称呼或姓名",
            "Name",
            required=True,
            public_when=ORGANISATION,
            help_zh="以证件为准；可含 · 、空格和生僻字；单位客户填单位全称",
            help_en="As in the document; dots, blanks and rare characters are fine; of an organisation its full name",
        ),
        choices("segment", "客群", "Segment", SEGMENTS, max=8),
        choice(
            "id_type",
            "证件类型",
            "Identity document",
            (
                ("resident_card", "居民身份证", "Resident identity card"),
                ("temporary_card", "临时居民身份证", "Temporary identity card"),
                ("household_register", "户口簿", "Household register"),
                ("military_card", "军人身份证件", "Military identity document"),
                ("armed_police_card", "武警身份证件", "Armed police identity document"),
                ("hk_macao_permit", "港澳居民来往内地通行证", "Mainland travel permit, Hong Kong and Macao"),
                ("taiwan_permit", "台湾居民来往大陆通行证", "Mainland travel permit, Taiwan"),
                ("residence_permit", "港澳台居民居住证", "Residence permit, Hong Kong, Macao, Taiwan"),
                ("permanent_residence", "外国人永久居留身份证", "Foreigner's permanent residence card"),
                ("passport", "护照", "Passport"),
                ("other", "其他", "Other"),
            ),
            group="document",
        ),
        text(
            "id_no",
            "证件号码",
            "Document number",
            min=5,
            max=30,
            pattern="[0-9A-Za-z]{5,30}",
            normal="resident_id",
            privacy="C2",
            mask="identity",
            group="document",
        ),
        day("id_valid_to", "有效期至", "Valid until", group="document"),
        flag("id_valid_forever", "长期有效", "Valid for ever", group="document"),
        day(
            "stated_birth_date",
            "出生日期（无身份证号时填）",
            "Date of birth (without an identity number)",
            privacy="C2",
            mask="hidden",
            group="stated",
        ),
        choice("stated_gender", "性别（无身份证号时填）", "Sex (without an identity number)", SEXES, group="stated"),
        day("birth_date", "出生日期", "Date of birth", derived=True, privacy="C2", mask="hidden"),
        choice("gender", "性别", "Sex", SEXES, derived=True),
        choice(
            "age_group",
            "年龄段",
            "Age group",
            AGE_GROUPS,
            derived=True,
        ),
        reference("nationality", "国籍", "Nationality", "countries", default="CN"),
        choice(
            "occupation",
            "职业",
            "Occupation",
            (
                ("state_organ", "国家机关", "State organ"),
                ("company_management", "企事业管理", "Management"),
                ("professional", "专业技术", "Professional"),
                ("commerce_service", "商业服务", "Commerce and service"),
                ("agriculture", "农林牧渔", "Farming, forestry, fishing"),
                ("manufacturing", "生产制造", "Manufacturing"),
                ("military", "军人", "Military"),
                ("student", "学生", "Student"),
                ("retired", "退休", "Retired"),
                ("self_employed", "自由职业", "Self-employed"),
                ("unemployed", "无业", "Without work"),
                ("other", "其他", "Other"),
            ),
            privacy="C2",
        ),
        text(
            "address",
            "住所或单位地址",
            "Address",
            min=5,
            max=120,
            privacy="C2",
            mask="address",
            help_zh="开户必填",
            help_en="Needed to open an account",
        ),
        telephone("mobile", "手机号", "Telephone", group="contact"),
        flag("no_mobile", "无手机", "Has no telephone", group="contact"),
        text("org_name", "单位名称", "Organisation", min=2, max=100, group="organisation"),
        text(
            "uscc",
            "统一社会信用代码",
            "Unified social credit code",
            min=18,
            max=18,
            format="uscc",
            group="organisation",
        ),
        rows(
            "consent_scope",
            "授权范围",
            "What the customer agreed to",
            (
                choice("scope", "授权", "Scope", CONSENTS, required=True),
                moment("given_at", "授权时间", "Given at", required=True),
                text("wording_version", "告知文本版本", "Version of the wording", max=20, required=True),
                moment("withdrawn_at", "撤回时间", "Withdrawn at"),
            ),
            row_key="scope",
            max=4,
        ),
    ),
    rules=(
        Rule(
            "resident_number_valid",
            "id_no",
            when=(
                "and",
                ("in", "id_type", RESIDENT_NUMBERS),
                ("matches", "id_no", "[0-9A-Za-z]+"),
            ),  # a masked one is not judged
            must=("valid", "id_no", "resident_id"),
            zh="证件号码不符合 18 位居民身份证号规则，请对照原件重新输入。",
            en="This is no valid 18-place identity number; type it again from the original.",
        ),
        Rule(
            "number_of_a_document",
            "id_type",
            when=("present", "id_no"),
            must=("present", "id_type"),
            zh="请选择这是哪种证件的号码。",
            en="Say which document the number is from.",
        ),
        Rule(
            "one_term_of_validity",
            "id_valid_to",
            when=("eq", "id_valid_forever", True),
            must=("not", ("present", "id_valid_to")),
            zh="长期有效的证件不填有效期，请二选一。",
            en="A document valid for ever has no last day; keep one of the two.",
        ),
        Rule(
            "telephone_or_none",
            "mobile",
            when=("eq", "no_mobile", True),
            must=("not", ("present", "mobile")),
            zh="已勾选“无手机”，请删去号码或取消勾选。",
            en="Remove the number, or untick that there is none.",
        ),
        Rule(
            "organisation_named",
            "org_name",
            when=("or", ("present", "uscc"), ("includes", "segment", "corporate")),
            must=("present", "org_name"),
            zh="对公客户请填写单位名称。",
            en="Name the organisation of a corporate customer.",
        ),
        Rule(
            "organisation_coded",
            "uscc",
            when=("includes", "segment", "corporate"),
            must=("present", "uscc"),
            zh="对公客户请填写统一社会信用代码。",
            en="Give the unified social credit code of a corporate customer.",
        ),
        Rule(
            "withdrawn_after_given",
            "withdrawn_at",
            must=("lte", "given_at", "withdrawn_at"),
            zh="撤回时间不能早于授权时间，请核对。",
            en="Consent cannot be withdrawn before it was given; check the times.",
            each="consent_scope",
        ),
    ),
    life_cycle=LifeCycle(
        created="active",
        states=(
            State("active", "有效", "Active", "done"),
            State("restricted", "限制处理", "Restricted", "attention"),
        ),
        commands=(
            Command(
                "set_consents",
                "更新授权",
                "Change consents",
                ("active", "restricted"),
                None,
                STAFF,
                args=("consent_scope",),
                required=("consent_scope",),
            ),
            Command("restrict", "限制处理", "Restrict", ("active",), "restricted", SUPERVISORS, reason=True),
            Command("release", "解除限制", "Lift the restriction", ("restricted",), "active", SUPERVISORS, reason=True),
        ),
    ),
    columns=ListColumns("display_name", ("segment", "org_name")),
    search=("display_name", "org_name"),
    quick=Quick(fields=("display_name", "segment", "id_type", "id_no", "mobile"), last_used=("id_type", "segment")),
    starts=(
        Start("account_opening", "开户", "Open an account", values={"customer_id": "@record"}),
        Start("aml_check", "合规检查", "Compliance check", values={"customer_id": "@record"}),
        Start("privacy_request", "个人信息请求", "Privacy request", values={"customer_id": "@record"}),
    ),
    keys=(
        Key("identity", ("id_type", "id_no")),
        Key("organisation", ("uscc",)),
        Key("telephone", ("mobile",)),
    ),
    derived=(
        Derived("birth_date", "birth_date", {**DOCUMENT, "stated": "stated_birth_date"}),
        Derived("gender", "gender", {**DOCUMENT, "stated": "stated_gender"}),
        Derived("age_group", "age_group", {"born": "birth_date"}),
    ),
    customer_forms=(
        CustomerForm(
            "consents",
            "您的授权",
            "Your consent",
            ("consent_scope",),
            command="set_consents",
            notice_zh="每一项都可以单独同意或不同意，不影响办理业务，随时可以撤回。",
            notice_en="Agree to each or none; your business does not depend on it, and you can withdraw at any time.",
        ),
    ),
    retention=IDENTITY_TERM,
    example={
        "display_name": "阿依古丽·买买提",
        "segment": ["general"],
        "id_type": "resident_card",
        "id_no": "11010519491231002X",
        "id_valid_forever": True,
        "nationality": "CN",
        "occupation": "retired",
        "address": "北京市朝阳区建国路 88 号院 3 号楼",
        "mobile": "13812345678",
        "consent_scope": [
            {"scope": "service", "given_at": "2026-11-24T01:40:00.000Z", "wording_version": "2026-1"},
            {"scope": "call_back", "given_at": "2026-11-24T01:40:00.000Z", "wording_version": "2026-1"},
        ],
    },
)
