//! Every code the readers use is known to the worker protocol.

#[test]
fn the_protocol_knows_every_code() {
    let sources = [
        include_str!("../src/table/mod.rs"),
        include_str!("../src/table/container.rs"),
        include_str!("../src/table/csv_split.rs"),
        include_str!("../src/table/encoding.rs"),
        include_str!("../src/table/ole_ods.rs"),
        include_str!("../src/table/xlsx.rs"),
        include_str!("../src/table/zip_scan.rs"),
        include_str!("../src/worker/child.rs"),
        include_str!("../src/bank/mod.rs"),
        include_str!("../src/bank/model.rs"),
        include_str!("../src/bank/mof.rs"),
        include_str!("../src/bank/xml.rs"),
    ];
    let known = include_str!("../src/worker/frames.rs");
    for source in sources {
        for start in ["FormatError::new(\"", ".fact(\"", "=> \"xlsx."] {
            for (at, _) in source.match_indices(start) {
                let quoted = &source[at..];
                let word = quoted.split('"').nth(1).unwrap();
                if word != "file.needs_worker" && word != "kind" {
                    assert!(
                        known.contains(&format!("\"{word}\"")),
                        "{word} is missing in KNOWN"
                    );
                }
            }
        }
    }
}
