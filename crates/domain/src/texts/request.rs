//! Problems of a request itself.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "request.invalid",
        "有字段填写不正确，请按提示修改",
        "Some fields are not right; correct them as shown",
    ),
    text(
        "request.not_found",
        "找不到，或您无权查看",
        "Not found, or not yours to see",
    ),
    text(
        "request.forbidden",
        "您的角色没有此权限（{permission}），请联系管理员",
        "Your role lacks the permission {permission}; ask an administrator",
    ),
    text(
        "request.stale",
        "别人已修改过（当前版本 {current}），请刷新后重试",
        "Somebody else changed it (now version {current}); reload and try again",
    ),
    text(
        "request.key_reused",
        "同一个幂等键已用于另一个请求，请换一个新键",
        "This idempotency key was used for another request; use a new one",
    ),
    text(
        "request.busy",
        "系统正忙，请稍后重试；您的数据没有改变",
        "The system is busy; try again shortly. Nothing was changed",
    ),
    text(
        "request.internal",
        "系统出错，没有保存任何内容。请把请求编号告诉支持人员",
        "Something broke; nothing was saved. Give support the request id",
    ),
    text(
        "request.malformed",
        "请求内容无法解析：{why}",
        "The request can't be parsed: {why}",
    ),
    text(
        "request.content_type",
        "请用 Content-Type: application/json，且不要压缩",
        "Send Content-Type: application/json, not compressed",
    ),
    text("request.too_large", "内容太大", "Too large"),
    text("request.not_signed_in", "请先登录", "Sign in first"),
    text(
        "request.csrf",
        "请求来源校验失败，请刷新页面后重试",
        "The request's origin can't be trusted; reload the page and try again",
    ),
    text(
        "request.key_missing",
        "缺少 Idempotency-Key 请求头",
        "The header Idempotency-Key is missing",
    ),
    text(
        "request.key_malformed",
        "Idempotency-Key 应为 1–200 个可见 ASCII 字符，且只给一个",
        "Idempotency-Key must be one value of 1–200 visible ASCII characters",
    ),
    text(
        "request.version_missing",
        "缺少 If-Match 请求头（单据版本）",
        "The header If-Match (document version) is missing",
    ),
    text(
        "request.version_malformed",
        "If-Match 不是有效的版本号",
        "If-Match is not a version",
    ),
    text(
        "request.cursor",
        "翻页游标无效，请从第一页开始",
        "The cursor is not valid; start from the first page",
    ),
    text(
        "request.unknown_parameter",
        "查询参数不正确：{why}",
        "A query parameter is not right: {why}",
    ),
    text(
        "request.rate_limited",
        "请求太频繁，请稍后再试",
        "Too many requests; wait a moment",
    ),
    text(
        "request.method",
        "此地址不支持该方法",
        "This address does not take that method",
    ),
];
