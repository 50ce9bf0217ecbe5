//! The release as one file: the whole site in a zip, to be unpacked where a host serves from. The same site gives the same bytes.

use crate::{Outcome, precache};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Packs the site into `folder` and gives the archive, which is named after the build.
pub fn pack(site: &Path, folder: &Path) -> Outcome<PathBuf> {
    let index = site.join("index.html");
    let html = fs::read_to_string(&index).map_err(|why| format!("cannot read {}: {why}", index.display()))?;
    let build = precache::build_of(&html).ok_or(format!("{} names no build", index.display()))?;
    let archive = folder.join(format!("onesheet-{build}.zip"));
    write(site, &archive).map_err(|why| format!("cannot write {}: {why}", archive.display()))?;
    Ok(archive)
}

fn write(site: &Path, archive: &Path) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(archive)?));
    // A time of its own would make two archives of one site differ.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    for (name, path) in files(site, "")? {
        zip.start_file(name, options)?;
        io::copy(&mut File::open(path)?, &mut zip)?;
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Every file by its name in the archive, in the order of the names.
fn files(folder: &Path, below: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
        let inside = format!("{below}{name}");
        if path.is_dir() {
            all.extend(files(&path, &format!("{inside}/"))?);
        } else {
            all.push((inside, path));
        }
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_archive_is_the_site_and_always_the_same() {
        let root = std::env::temp_dir().join(format!("onesheet-archive-{}", std::process::id()));
        let site = root.join("site");
        fs::create_dir_all(site.join("icons")).unwrap();
        let index = "<script src=\"/boot.js\" data-build=\"0123456789ab\"></script>";
        for (name, text) in [("index.html", index), ("icons/a.svg", "<svg/>"), ("sw.js", "1")] {
            fs::write(site.join(name), text).unwrap();
        }
        let archive = pack(&site, &root).unwrap();
        assert_eq!(archive, root.join("onesheet-0123456789ab.zip"));
        let bytes = fs::read(&archive).unwrap();
        assert_eq!(bytes, fs::read(pack(&site, &root).unwrap()).unwrap());
        let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let found: Vec<(String, String)> = (0..zip.len())
            .map(|at| {
                let mut file = zip.by_index(at).unwrap();
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                (file.name().unwrap().into_owned(), text)
            })
            .collect();
        let wanted = [("icons/a.svg", "<svg/>"), ("index.html", index), ("sw.js", "1")];
        assert_eq!(found, wanted.map(|(name, text)| (name.to_owned(), text.to_owned())));
        fs::remove_dir_all(root).unwrap();
    }
}
