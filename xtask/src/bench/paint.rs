//! The largest contentful paint of an article, against the same HTML as a static file of nginx.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::product::{Product, Running, free_address};
use super::table::{Line, median};
use crate::http;
use crate::paths::{Paths, Result};
use crate::process::run_quietly;
use crate::setup;
use crate::stage::stage;
use crate::{bundle, process};

const ROUNDS: &str = "7";
const LIMIT: f64 = 1.2;
/// Debian's nginx finds its modules here.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// Measures both in turns.
pub fn measure(paths: &Paths, product: &Product, article: &str) -> Result<Vec<Line>> {
    setup::package("nginx", "nginx")?;
    setup::package_file(BROTLI, "libnginx-mod-http-brotli-static")?;
    setup::chromium()?;
    setup::npm_packages(&paths.repo.join("end2end"))?;
    let dinh = product.start(false)?;
    let folder = paths.repo.join("target/bench/nginx");
    let nginx = start_nginx(&folder, &dinh, &product.site, article)?;
    let report = stage("largest contentful paint", || {
        let mut node = Command::new("node");
        node.current_dir(paths.repo.join("end2end")).env("CHROMIUM", setup::CHROMIUM);
        run_quietly(node.arg("lcp.mjs").arg(ROUNDS).arg(dinh.url(article)).arg(nginx.url(article)))
    })?;
    let times: Vec<Vec<f64>> =
        serde_json::from_str(report.trim()).map_err(|problem| format!("lcp.mjs said {report:?}: {problem}"))?;
    let [own, file] = times.as_slice() else { return Err(format!("lcp.mjs said {report:?}")) };
    let ratios: Vec<f64> = own.iter().zip(file).map(|(own, file)| own / file).collect();
    Ok(vec![
        Line::at_most("article's largest paint, of nginx's", median(&ratios), LIMIT, "×"),
        Line::known("article's largest paint", median(own), "ms"),
        Line::known("the same HTML from nginx", median(file), "ms"),
    ])
}

/// Copies a page with all it needs into a folder, and serves that.
fn start_nginx(folder: &Path, dinh: &Running, site: &Path, article: &str) -> Result<Running> {
    let failed = |problem: std::io::Error| format!("{}: {problem}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    let root = folder.join("root");
    copy_page(&root, dinh, site, article).map_err(|problem| format!("the copy for nginx: {problem}"))?;
    let address = free_address()?;
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration(folder, &root, &address, article)).map_err(failed)?;
    let mut command = Command::new("nginx");
    command.arg("-c").arg(&file).arg("-e").arg(folder.join("error.log"));
    Running::start(command, address, article)
}

fn copy_page(root: &Path, dinh: &Running, site: &Path, article: &str) -> Result<()> {
    let html = http::get(&dinh.address, article)?.body;
    let text = String::from_utf8_lossy(&html).into_owned();
    let write = |path: &Path, content: &[u8]| -> Result<()> {
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(path, content))
            .map_err(|problem| format!("{}: {problem}", path.display()))
    };
    write(&root.join("page.html"), &html)?;
    write(&root.join("page.html.br"), &bundle::brotli(&html)?)?;
    for path in resources(&text) {
        let answer = http::get(&dinh.address, &path)?;
        if answer.status == 200 && !path.starts_with("/pkg/") {
            write(&root.join(path.trim_start_matches('/')), &answer.body)?;
        }
    }
    process::run(Command::new("cp").arg("-R").arg(site.join("pkg")).arg(root.join("pkg")))
}

/// Files of the own site that a page names in `src` and `srcset`, and the icon.
fn resources(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from(["/favicon.svg".to_owned()]);
    for attribute in ["src=\"", "srcset=\""] {
        for (place, _) in html.match_indices(attribute) {
            let value = html[place + attribute.len()..].split('"').next().unwrap_or_default();
            let paths = value.split(',').filter_map(|part| part.split_whitespace().next());
            found.extend(paths.filter(|path| path.starts_with('/')).map(str::to_owned));
        }
    }
    found
}

fn configuration(folder: &Path, root: &Path, address: &str, article: &str) -> String {
    let temporary = |name: &str| format!("{name}_temp_path {};", folder.join(name).display());
    let kinds: Vec<String> = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(temporary).into();
    let user = if process::is_root() { "user root;" } else { "" };
    let pid: PathBuf = folder.join("pid");
    format!(
        "load_module {BROTLI};\n{user}\ndaemon off;\nworker_processes 1;\npid {};\nevents {{}}\nhttp {{\n\
         include /etc/nginx/mime.types;\naccess_log off;\ntcp_nodelay on;\nsendfile on;\nbrotli_static on;\n\
         gzip_static on;\n{}\nserver {{\nlisten {address};\nroot {};\n\
         location = {article} {{ default_type text/html; try_files /page.html =404; }}\n\
         location /pkg/ {{ add_header Cache-Control \"public, max-age=31536000, immutable\"; }}\n}}\n}}\n",
        pid.display(),
        kinds.join("\n"),
        root.display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_in_every_width_are_copied() {
        let html = r#"<img src="/a.jpg" srcset="/a-1.webp 320w, /a-2.webp 640w"><a href="/b">"#;
        let found: Vec<_> = resources(html).into_iter().collect();
        assert_eq!(found, ["/a-1.webp", "/a-2.webp", "/a.jpg", "/favicon.svg"]);
    }
}
