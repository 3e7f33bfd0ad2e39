//! Is the disk fit for a SQLite database (reliability.md D7)?

use crate::failure::{Failure, Outcome};
use std::path::Path;

/// File systems over a network: their locks and their idea of "written" break SQLite's.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "lustre",
    "beegfs",
    "glusterfs",
    "fuse.glusterfs",
    "fuse.sshfs",
    "fuse.ceph",
    "fuse.cephfs",
    "fuse.s3fs",
    "fuse.rclone",
    "davfs",
    "fuse.davfs2",
];
/// Shared by a host with a machine inside of it: may be safe, is not known to be.
const SHARED: &[&str] = &["9p", "virtiofs", "vboxsf", "fuse.vmhgfs-fuse"];

/// What is known of the file system of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fitness {
    Local,
    Shared(String),
    Network(String),
}

/// Refuses a folder on a network file system and warns of a shared one.
///
/// # Errors
/// For a network file system.
pub(crate) fn refuse_network(data: &Path) -> Outcome {
    let (Ok(mounts), Ok(path)) = (
        std::fs::read_to_string("/proc/self/mounts"),
        data.canonicalize(),
    ) else {
        // No Linux: nothing is known.
        return Ok(());
    };
    match fitness(&mounts, &path) {
        Fitness::Local => Ok(()),
        Fitness::Shared(kind) => {
            tracing::warn!(
                kind,
                data = %data.display(),
                "the data folder is on a shared file system; power cuts may lose data there"
            );
            Ok(())
        }
        Fitness::Network(kind) => Err(Failure::failed(format!(
            "{} is on a network file system ({kind}), where SQLite loses data; use a local disk, or PostgreSQL for a database elsewhere",
            data.display()
        ))),
    }
}

/// By the mount with the longest path above the folder; of equals the last one covers the others.
fn fitness(mounts: &str, path: &Path) -> Fitness {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (words.next(), words.next()) else {
            continue;
        };
        let point = plain(point);
        if path.starts_with(&point) && best.is_none_or(|(length, _)| point.len() >= length) {
            best = Some((point.len(), kind));
        }
    }
    match best {
        Some((_, kind)) if NETWORK.contains(&kind) => Fitness::Network(kind.to_owned()),
        Some((_, kind)) if SHARED.contains(&kind) => Fitness::Shared(kind.to_owned()),
        Some(_) | None => Fitness::Local,
    }
}

/// Spaces and the like are written as octal numbers (`man 5 fstab`).
fn plain(point: &str) -> String {
    point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

/// Whether the last process on this database ended without closing it: SQLite removes the write-ahead
/// log at the end of the last connection.
#[must_use]
pub(crate) fn left_open(database: &Path) -> bool {
    let mut wal = database.as_os_str().to_owned();
    wal.push("-wal");
    std::fs::metadata(Path::new(&wal)).is_ok_and(|m| m.len() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0
server:/x /srv nfs4 rw 0 0
/dev/sdb1 /srv/local\\040disk xfs rw 0 0
host /mnt/c 9p rw 0 0
tmpfs /over tmpfs rw 0 0
//nas/over /over cifs rw 0 0
";

    #[test]
    fn the_nearest_mount_counts() {
        let kind = |path: &str| fitness(MOUNTS, Path::new(path));
        assert_eq!(kind("/var/lib/jieqing"), Fitness::Local);
        assert_eq!(kind("/srv/jieqing"), Fitness::Network("nfs4".to_owned()));
        assert_eq!(kind("/srvother"), Fitness::Local);
        assert_eq!(kind("/srv/local disk/jieqing"), Fitness::Local);
        assert_eq!(kind("/mnt/c/data"), Fitness::Shared("9p".to_owned()));
        assert_eq!(kind("/over/data"), Fitness::Network("cifs".to_owned()));
        assert_eq!(fitness("", Path::new("/")), Fitness::Local);
    }

    #[test]
    fn this_folder_passes() {
        let folder = tempfile::tempdir().expect("folder");
        assert!(refuse_network(folder.path()).is_ok());
    }

    #[test]
    fn a_log_that_stayed_tells_of_an_unclean_end() {
        let folder = tempfile::tempdir().expect("folder");
        let database = folder.path().join("jieqing.db");
        assert!(!left_open(&database));
        let wal = folder.path().join("jieqing.db-wal");
        std::fs::write(&wal, b"").expect("written");
        assert!(!left_open(&database));
        std::fs::write(&wal, b"frames").expect("written");
        assert!(left_open(&database));
    }
}
