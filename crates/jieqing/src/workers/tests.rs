//! Mail against a server in the test's process that misbehaves on demand.

use super::SmtpPostman;
use crate::config::{Config, Place};
use jieqing_domain::platform::mail::{Handed, Mail, MailState, Postman};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// How the server treats a mail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Takes,
    RefusesRecipient,
    IsBusy,
    RefusesContent,
    DiesAfterContent,
}

/// A server for one mail; gives its address and what it was sent.
fn sink(manner: Manner) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, received) = channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let _ = sender.send(talk(stream, manner));
    });
    (port, received)
}

fn talk(mut stream: TcpStream, manner: Manner) -> String {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut content = String::new();
    stream.write_all(b"220 sink\r\n").unwrap();
    while let Some(Ok(line)) = lines.next() {
        let word = line.get(..4).unwrap_or("").to_ascii_uppercase();
        let answer: &[u8] = match word.as_str() {
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "RCPT" if manner == Manner::RefusesRecipient => b"550 no such user\r\n",
            "RCPT" if manner == Manner::IsBusy => b"451 try later\r\n",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").unwrap();
                for line in lines.by_ref() {
                    let line = line.unwrap();
                    if line == "." {
                        break;
                    }
                    content.push_str(&line);
                    content.push('\n');
                }
                match manner {
                    Manner::DiesAfterContent => return content,
                    Manner::RefusesContent => b"554 looks like spam\r\n",
                    _ => b"250 taken\r\n",
                }
            }
            "QUIT" => {
                let _ = stream.write_all(b"221 bye\r\n");
                return content;
            }
            _ => b"250 ok\r\n",
        };
        if stream.write_all(answer).is_err() {
            break;
        }
    }
    content
}

fn hand_over(port: Option<u16>) -> Handed {
    let data = tempfile::tempdir().unwrap();
    if let Some(port) = port {
        let text = format!(
            "[smtp]\nhost = \"127.0.0.1\"\nport = {port}\nfrom = \"结清 <books@example.com>\"\nencryption = \"none\""
        );
        std::fs::write(data.path().join("config.toml"), text).unwrap();
    }
    let place = Place {
        data: Some(data.path().to_owned()),
        database: None,
    };
    let config = Config::load(&place, None).unwrap();
    SmtpPostman::of(&config).unwrap().hand_over(&Mail {
        id: 1,
        message_id: "<0000000000001.0000000000002@jieqing>".to_owned(),
        recipient: "li.lei@example.com".to_owned(),
        subject: "十一月对账单".to_owned(),
        body: "请查收。\n.\n一个点".to_owned(),
        state: MailState::Sending,
    })
}

#[test]
fn a_taken_mail_has_its_id_and_one_recipient() {
    let (port, received) = sink(Manner::Takes);
    assert_eq!(hand_over(Some(port)), Handed::Taken);
    let content = received.recv().unwrap();
    assert!(
        content.contains("Message-ID: <0000000000001.0000000000002@jieqing>"),
        "{content}"
    );
    assert_eq!(content.matches("\nTo: ").count(), 1, "{content}");
    assert!(content.contains("To: li.lei@example.com"), "{content}");
    assert!(content.contains("Subject: =?utf-8?"), "{content}");
}

#[test]
fn it_is_known_how_far_a_failed_mail_came() {
    let tried = |manner| hand_over(Some(sink(manner).0));
    assert!(matches!(
        tried(Manner::RefusesRecipient),
        Handed::Refused(_)
    ));
    assert!(matches!(tried(Manner::IsBusy), Handed::NotNow(_)));
    assert!(matches!(tried(Manner::RefusesContent), Handed::Refused(_)));
    assert!(matches!(
        tried(Manner::DiesAfterContent),
        Handed::Unknown(_)
    ));
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    assert!(matches!(hand_over(Some(nobody)), Handed::NotNow(_)));
    assert_eq!(hand_over(None), Handed::NoServer);
}
