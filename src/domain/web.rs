//! An address outside the product, as a template gives it: https alone, of plain signs, and with nothing in it that leads elsewhere
//! than its host says. What cannot be read so is no address.

use super::id::Id;

/// What a customer's code stands in the place of.
const CODE: &str = "{code}";

/// The address; `{code}` in it stands for a customer's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddress<'a>(&'a str);

impl<'a> WebAddress<'a> {
    /// Reads it. The code stands behind the host, and the host names nobody: `https://known@elsewhere` is none.
    pub fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("https://")?;
        let end = rest.bytes().position(|it| b"/?#".contains(&it));
        let host = &rest[..end.unwrap_or(rest.len())];
        let is_host = host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-:".contains(&it));
        let is_plain = rest.bytes().all(|it| it.is_ascii_graphic() && !b"\"'<>\\^`|".contains(&it));
        let has_name = host.bytes().next().is_some_and(|it| it.is_ascii_alphanumeric());
        (is_host && is_plain && has_name).then_some(Self(text))
    }

    /// Whether it is about one customer.
    pub fn wants_a_customer(self) -> bool {
        self.0.contains(CODE)
    }

    /// The address, of a customer where it is about one: a code needs no escaping.
    pub fn of(self, customer: Option<&Id>) -> Option<String> {
        match customer {
            Some(code) => Some(self.0.replace(CODE, code.as_str())),
            None => (!self.wants_a_customer()).then(|| self.0.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_where_it_says_is_an_address() {
        for (text, is_one) in [
            ("https://sales.example/c/{code}?tab=1#x", true),
            ("https://10.1.2.3:8443", true),
            ("https://a-b.example?c={code}", true),
            ("", false),
            ("http://sales.example/", false),
            ("HTTPS://sales.example/", false),
            ("javascript:alert(1)//https://a", false),
            ("https:sales.example", false),
            ("https://", false),
            ("https:///sales.example", false),
            ("https://sales.example@elsewhere.example/", false),
            ("https://{code}.example/", false),
            ("https://a.example\\@b.example", false),
            ("https://a.example/ b", false),
            ("https://a.example/\u{202e}", false),
            ("https://例.example/", false),
            ("https://a.example/\"><script>", false),
        ] {
            assert_eq!(WebAddress::parse(text).is_some(), is_one, "{text}");
        }
    }

    #[test]
    fn a_code_is_filled_in() {
        let it = WebAddress::parse("https://a.example/{code}/x?c={code}").unwrap();
        assert_eq!(it.of(Some(&"41-01".parse().unwrap())).as_deref(), Some("https://a.example/41-01/x?c=41-01"));
        assert_eq!(it.of(None), None);
        let plain = WebAddress::parse("https://a.example").unwrap();
        assert_eq!((plain.wants_a_customer(), plain.of(None).as_deref()), (false, Some("https://a.example")));
    }
}
