//! From a request line to the bytes of the answer: file, type, headers.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The headers that a strict city site sends with its pages. This server and that of the browser tests share the
/// file.
const POLICY: &str = include_str!("../../policy.txt");

/// The whole answer to a request line such as `GET /index.html HTTP/1.1`.
pub fn answer(www: &Path, request: &str) -> Vec<u8> {
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return refuse("405 Method Not Allowed", "allow: GET, HEAD\r\n");
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(file) = file_of(www, path) else {
        return refuse("404 Not Found", "");
    };
    // A folder without its slash: relative addresses in the page would be resolved one level too high.
    if file.is_dir() {
        return refuse("308 Permanent Redirect", &format!("location: {path}/\r\n"));
    }
    match fs::read(&file) {
        Ok(content) => {
            let mime = mime(&file);
            let mut headers = format!("content-type: {mime}\r\ncache-control: no-cache\r\n");
            if mime.starts_with("text/html") {
                let policy = POLICY.split_whitespace().collect::<Vec<_>>().join(" ");
                headers.push_str(&format!("content-security-policy: {policy}\r\n"));
            }
            whole("200 OK", &headers, &content, method == "HEAD")
        }
        // A page with a fragment is in www/assets (see build/site.rs); people ask for its plain name.
        Err(_)
            if www.join("assets").join(path.trim_start_matches('/')).is_file() && path.ends_with(".html") =>
        {
            refuse("302 Found", &format!("location: /assets{path}\r\n"))
        }
        Err(_) => refuse("404 Not Found", ""),
    }
}

fn whole(status: &str, headers: &str, content: &[u8], head_only: bool) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
        content.len()
    )
    .into_bytes();
    if !head_only {
        answer.extend(content);
    }
    answer
}

fn refuse(status: &str, headers: &str) -> Vec<u8> {
    let headers = format!("{headers}content-type: text/plain; charset=utf-8\r\n");
    whole(status, &headers, format!("{status}\n").as_bytes(), false)
}

/// The file of a path. Files outside `www` have no path.
fn file_of(www: &Path, path: &str) -> Option<PathBuf> {
    let path = decode(path)?;
    let relative = Path::new(path.strip_prefix('/')?);
    // Links in the folder may lead outside, the names in a request may not.
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) || path.contains(['\\', '\0'])
    {
        return None;
    }
    let mut file = www.join(relative);
    if path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/vnd.microsoft.icon",
        "wasm" => "application/wasm",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for one test. Tests run at the same time, and a file that another test writes again is empty for a
    /// moment.
    struct Served(PathBuf);

    impl Served {
        fn of(test: &str) -> Served {
            let folder = std::env::temp_dir().join(format!("machi-plan-{test}-{}", std::process::id()));
            let www = folder.join("www");
            fs::create_dir_all(www.join("assets")).unwrap();
            for (name, content) in
                [("index.html", "front"), ("a b.css", "a{}"), ("assets/filled.html", "filled")]
            {
                fs::write(www.join(name), content).unwrap();
            }
            fs::write(folder.join("secret.txt"), "secret").unwrap();
            Served(folder)
        }

        fn ask(&self, request: &str) -> String {
            String::from_utf8(answer(&self.0.join("www"), request)).unwrap()
        }
    }

    impl Drop for Served {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn pages_carry_the_policy_and_other_files_their_type() {
        let served = Served::of("types");
        let front = served.ask("GET /?x=1 HTTP/1.1");
        assert!(front.starts_with("HTTP/1.1 200 OK") && front.ends_with("front"), "{front}");
        assert!(
            front.contains(
                "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
            )
        );
        assert!(front.contains("form-action 'none'\r\n"));
        let sheet = served.ask("GET /a%20b.css HTTP/1.1");
        assert!(sheet.contains("text/css") && !sheet.contains("content-security-policy"), "{sheet}");
        assert!(
            served.ask("HEAD / HTTP/1.1").ends_with(
                "content-length: 5\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
            )
        );
    }

    #[test]
    fn a_filled_page_is_found_under_its_plain_name() {
        let served = Served::of("filled");
        assert!(served.ask("GET /filled.html HTTP/1.1").contains("location: /assets/filled.html\r\n"));
        assert!(served.ask("GET /assets HTTP/1.1").contains("location: /assets/\r\n"));
    }

    #[test]
    fn nothing_outside_the_folder_has_a_name() {
        let served = Served::of("outside");
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/assets/../../secret.txt",
            "//etc/hostname",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/%00",
            "/%",
            "/%zz",
            "/%ff",
            "index.html",
            "",
            "/nothing.html",
            "/assets/",
        ] {
            assert!(served.ask(&format!("GET {path} HTTP/1.1")).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert!(served.ask("POST / HTTP/1.1").starts_with("HTTP/1.1 405"));
        assert!(served.ask("").starts_with("HTTP/1.1 405"));
    }
}
