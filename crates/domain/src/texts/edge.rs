//! Problems of a connection or of the server around the product.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "request.host",
        "请求的主机名缺失、重复或不是本服务器",
        "The Host header is missing, repeated, or not this server's",
    ),
    text(
        "request.encoding",
        "不接受压缩的请求内容，请不要使用 Content-Encoding",
        "Compressed request bodies are not taken; send without Content-Encoding",
    ),
    text(
        "request.too_slow",
        "内容传输太慢，连接已关闭，请重试",
        "The body arrived too slowly and the connection was closed; try again",
    ),
    text(
        "request.timeout",
        "处理超时。操作可能仍会完成，请用同一幂等键重试或刷新查看",
        "This took too long. It may still complete: retry with the same idempotency key, or reload",
    ),
    text(
        "request.stopping",
        "服务器正在重启，请稍后重试",
        "The server is restarting; try again shortly",
    ),
];
