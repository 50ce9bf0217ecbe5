//! What goes through the green channel (Q17): to whom, of what kind, and whether it is answered. When it was answered is on no sheet.

use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind, Place};
use super::super::scope::{Scope, managers, may_average, share};
use crate::domain::channel::To;
use crate::domain::decimal::Decimal;
use crate::words::questions::Head as H;

pub fn signals(scope: &Scope) -> Answer {
    let rows = scope.rows();
    // Of each group of a recipient's list: messages that tick something of it, and those of them that are answered.
    let mut counts: BTreeMap<(usize, usize), (usize, usize, Vec<Place>)> = BTreeMap::new();
    for (row, message) in rows.iter().flat_map(|row| row.lane.facts.messages().map(move |it| (row, it))) {
        let Some(to) = message.to else { continue };
        let mut groups: Vec<(usize, usize)> = message.items.iter().filter_map(|it| group(scope, to, scope.id(*it))).collect();
        groups.sort_unstable();
        groups.dedup();
        for at in groups {
            let sum = counts.entry(at).or_default();
            sum.0 += 1;
            sum.1 += usize::from(message.is_answered);
            sum.2.push((row.manager, row.week));
        }
    }
    let asked: std::collections::BTreeSet<_> = rows.iter().map(|it| it.manager).collect();
    let customers = scope.books.customers().filter(|it| asked.contains(&it.0)).count();
    let mut answer = Answer::of(&[H::Recipient, H::Group, H::Messages, H::PerHundred, H::Answered, H::AnsweredShare]);
    let mut sum = (0, 0);
    for ((to, group), (many, answered, mut sheets)) in counts {
        // One that tells of it twice is one sheet.
        sheets.dedup();
        let recipient = &scope.template.recipients[to];
        sum = (sum.0 + many, sum.1 + answered);
        let per_hundred = Decimal::from(many as i64).times(100).divided(Decimal::from(customers as i64), 2);
        let cells = vec![
            Cell::Text(scope.lang.label(&recipient.name)),
            Cell::Text(scope.lang.label(&recipient.groups[group].name)),
            Cell::count(many),
            Cell::Figure(per_hundred.filter(|_| may_average(managers(&rows))), 2),
            Cell::count(answered),
            Cell::Share(share(answered, many).filter(|_| may_average(managers(&rows)))),
        ];
        answer.line_with(sheets, cells);
    }
    let share = share(sum.1, sum.0).filter(|_| may_average(managers(&rows)));
    let mut answer = answer.figure(H::AnsweredShare, Cell::Share(share)).charted(ChartKind::Bars, 1, 2);
    // Groups of several recipients are called alike.
    for (point, line) in answer.chart.points.iter_mut().zip(&answer.lines) {
        point.0 = line.cells.iter().take_while(|it| it.is_text()).map(Cell::plain).collect::<Vec<_>>().join(" · ");
    }
    answer
}

/// Which recipient and group an item stands in, in the template's order.
fn group(scope: &Scope, to: To, item: &str) -> Option<(usize, usize)> {
    let recipient = scope.template.recipients.iter().position(|it| it.id.as_str() == to.word())?;
    let is_in = |it: &crate::domain::template::Group| it.items.iter().any(|it| it.id.as_str() == item);
    Some((recipient, scope.template.recipients[recipient].groups.iter().position(is_in)?))
}
