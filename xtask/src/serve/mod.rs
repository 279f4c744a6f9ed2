//! `cargo xtask serve`: serves the folder `www` on this machine only, under the policy of a strict city site.
//!
//! It uses only `std::net`: a server for a few tabs of one developer needs no more, and no dependency.

mod answer;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::paths::Paths;

/// More than any browser sends. An endless request line must not fill the memory.
const MOST_REQUEST_BYTES: u64 = 64 * 1024;
/// A browser opens connections before it needs them. Each holds a thread for only this long.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves `www` until the program ends.
pub fn serve(paths: &Paths, port: u16) -> Result<()> {
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program; choose another: cargo xtask serve --port {}",
            port.checked_add(1).unwrap_or(8080)
        ),
        Err(error) => return Err(error).with_context(|| format!("127.0.0.1:{port}")),
    };
    let address = listener.local_addr()?;
    println!("serving www on http://{address}/ — stop with Ctrl+C");
    for page in pages(&paths.www)? {
        println!("  http://{address}/{page}");
    }
    let www = Arc::new(paths.www.clone());
    for connection in listener.incoming() {
        let www = Arc::clone(&www);
        thread::spawn(move || {
            // A browser that closes early is no error.
            let _ = connection.and_then(|stream| converse(stream, &www));
        });
    }
    Ok(())
}

/// The addresses of all pages, those of the folder itself first.
fn pages(www: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for folder in ["", "assets/"] {
        let mut here = Vec::new();
        // Before the first build www/assets does not exist.
        for entry in fs::read_dir(www.join(folder)).into_iter().flatten() {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".html") {
                here.push(if folder.is_empty() && name == "index.html" {
                    String::new()
                } else {
                    format!("{folder}{name}")
                });
            }
        }
        here.sort();
        pages.extend(here);
    }
    Ok(pages)
}

/// One request, one answer, then the connection ends.
fn converse(mut stream: TcpStream, www: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(MOST_REQUEST_BYTES)).lines();
    let Some(request) = lines.next().transpose()? else { return Ok(()) };
    // Reads up to the blank line: an answer before the whole request is read would reset the connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let answer = answer::answer(www, &request);
    stream.write_all(&answer)?;
    stream.flush()
}
