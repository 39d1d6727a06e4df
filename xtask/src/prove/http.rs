//! A small HTTP client for loopback: one connection a request, the cookies it was given, nothing followed by itself.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer silence than this is a failure, not patience.
const PATIENCE: Duration = Duration::from_secs(60);
/// Parts the parts of a form that carries a file.
const BOUNDARY: &str = "bamsat-proof-boundary";

/// Somebody at a browser, or a program with its cookies.
#[derive(Clone)]
pub struct Client {
    /// `127.0.0.1:8080`.
    pub address: String,
    /// The tag of the language it has chosen.
    pub language: &'static str,
    pub cookies: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case, in the order of the answer.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(address: &str, language: &'static str) -> Client {
        Client { address: address.to_owned(), language, cookies: BTreeMap::new() }
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, &[], b"")
    }

    /// Sends a form as a page of the server does.
    pub fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
        self.ask("POST", path, &headers, body.join("&").as_bytes())
    }

    pub fn post_json(&mut self, path: &str, body: &Value) -> Result<Answer> {
        self.post_body(path, "application/json", body.to_string().as_bytes())
    }

    pub fn post_body(&mut self, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        self.ask("POST", path, &[("Content-Type", kind), ("Sec-Fetch-Site", "same-origin")], body)
    }

    /// Sends a form with fields and one file, in the field `file`.
    pub fn post_file(&mut self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Result<Answer> {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        self.post_body(path, &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    /// One request and its whole answer; a cookie that is set is kept.
    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let what = || format!("{method} {path}");
        let mut stream = self.connect().with_context(what)?;
        let mut head = self.head(method, path, headers);
        head.push_str(&format!("Connection: close\r\nContent-Length: {}\r\n\r\n", body.len()));
        // A server may answer before it has read everything; then its answer counts, not our broken pipe.
        let sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        let answer = Answer::read(&mut BufReader::new(stream));
        let answer = match (answer, sent) {
            (Ok(answer), _) => answer,
            (Err(error), _) => return Err(error.context(what())),
        };
        self.keep_cookies(&answer);
        Ok(answer)
    }

    /// Opens a stream of events; the answer's head is read, its lines are the reader's.
    pub fn open_stream(&self, path: &str) -> Result<BufReader<TcpStream>> {
        let mut stream = self.connect()?;
        let mut head = self.head("GET", path, &[("Accept", "text/event-stream")]);
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).context("asking for a stream")?;
        let mut reader = BufReader::new(stream);
        let (status, _) = read_head(&mut reader)?;
        if status != 200 {
            bail!("GET {path} answered {status}");
        }
        Ok(reader)
    }

    /// The value of the header `Cookie`.
    pub fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect(&self.address).with_context(|| format!("connecting to {}", self.address))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn head(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let (address, language) = (&self.address, self.language);
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
        if method != "GET" && !headers.iter().any(|(name, _)| *name == "Origin") {
            head.push_str(&format!("Origin: http://{address}\r\n"));
        }
        let chosen = format!("bamsat_lang={language}");
        let cookies = if self.cookies.is_empty() { chosen } else { format!("{}; {chosen}", self.cookie()) };
        head.push_str(&format!("Cookie: {cookies}\r\n"));
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        head
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for (_, value) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = value.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

impl Answer {
    fn read(reader: &mut impl BufRead) -> Result<Answer> {
        let (status, headers) = read_head(reader)?;
        let has = |name: &str, value: &str| headers.iter().any(|(n, v)| n == name && v.eq_ignore_ascii_case(value));
        let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, it)| it.parse().ok());
        let mut body = Vec::new();
        if has("transfer-encoding", "chunked") {
            read_chunks(reader, &mut body)?;
        } else if let Some(length) = length {
            body = vec![0; length];
            reader.read_exact(&mut body).context("reading an answer to its end")?;
        } else {
            reader.read_to_end(&mut body).context("reading an answer to its end")?;
        }
        Ok(Answer { status, headers, body })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Result<Value> {
        let text = self.text();
        serde_json::from_str(&text).with_context(|| format!("reading JSON: {}", start_of(&text)))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}

/// The status and the headers.
fn read_head(reader: &mut impl BufRead) -> Result<(u16, Vec<(String, String)>)> {
    let status = read_line(reader)?;
    let code = status.split(' ').nth(1).and_then(|it| it.parse().ok());
    let code = code.with_context(|| format!("finding a status in `{status}`"))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(reader)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok((code, headers))
}

fn read_chunks(reader: &mut impl BufRead, body: &mut Vec<u8>) -> Result<()> {
    loop {
        let line = read_line(reader)?;
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)
            .with_context(|| format!("reading the size of a chunk from `{line}`"))?;
        let from = body.len();
        body.resize(from + size, 0);
        reader.read_exact(&mut body[from..]).context("reading a chunk")?;
        read_line(reader)?;
        if size == 0 {
            return Ok(());
        }
    }
}

fn read_line(reader: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    if reader.read_line(&mut line).context("reading a line of an answer")? == 0 {
        bail!("the connection was closed without an answer");
    }
    Ok(line.trim_end().to_owned())
}

/// A value as it stands in a form or a query.
pub fn encoded(text: &str) -> String {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-_.~".contains(&it);
    text.bytes().map(|it| if is_plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

/// Enough of a text to recognise it.
pub fn start_of(text: &str) -> String {
    text.chars().take(300).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a page as a person reads them: without marks, scripts and styles, blanks as one.
pub fn words_of(page: &str) -> String {
    let mut words = String::new();
    let mut rest = page;
    while let Some(from) = rest.find('<') {
        words.push_str(&rest[..from]);
        rest = &rest[from..];
        let hidden = ["script", "style"].into_iter().find(|it| rest[1..].starts_with(it));
        let end = hidden.map_or_else(|| ">".to_owned(), |it| format!("</{it}>"));
        words.push(' ');
        rest = rest.find(&end).map_or("", |it| &rest[it + end.len()..]);
    }
    words.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let words = entities.iter().fold(words, |words, (name, sign)| words.replace(name, sign)).replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Answer> {
        Answer::read(&mut text.as_bytes())
    }

    #[test]
    fn chunks_and_lengths_are_read_to_their_end() {
        let answer = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n");
        assert_eq!(answer.unwrap().text(), "abcde");
        let answer = read("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nA: b\r\n\r\nabc").unwrap();
        assert_eq!((answer.status, answer.text().as_str(), answer.header("a")), (404, "ab", Some("b")));
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc").is_err());
        assert!(read("").is_err());
    }

    #[test]
    fn words_are_what_a_person_reads() {
        let page = "<p>A &amp; b</p><script>let c;</script><style>p {}</style> &lt;d";
        assert_eq!(words_of(page), "A & b <d");
    }

    #[test]
    fn values_are_encoded_byte_by_byte() {
        assert_eq!(encoded("a b/\u{e9}"), "a%20b%2F%C3%A9");
    }
}
