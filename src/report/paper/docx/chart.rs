//! A chart as a part of a Word document (ECMA-376, DrawingML): its numbers,
//! from which Word draws it, and what it shows for those who do not see it.

use maud::{Markup, PreEscaped, html};

use super::super::document::{Chart, Form, Point, printable};
use super::{DECLARATION, RELATIONSHIPS, WIDTH};

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// In one twentieth of a point there are so many English Metric Units.
const UNITS: usize = 635;

/// How high a chart is, in twentieths of a point.
const HEIGHT: usize = 3000;

/// So many months are named below a line, side by side; the others are not, since
/// not every program leaves out what has no room.
const LABELS: usize = 3;

/// What is drawn stands out from white by 4.9 to 1, and the ink from it by 3.9.
const FILL: &str = "2073BC";
const INK: &str = "0B0C0C";
const GRID: &str = "DFE2E4";

/// Where it is, from the folder of the document.
pub(super) fn part(number: usize) -> String {
    format!("charts/chart{number}.xml")
}

/// Its line in the list of the package.
pub(super) fn content_type(number: usize) -> Markup {
    html! { Override PartName={ "/word/" (part(number)) } ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml" {} }
}

/// Its line in the list of the document.
pub(super) fn relationship(number: usize) -> Markup {
    html! { Relationship Id={ "chart" (number) } Type={ (RELATIONSHIPS) "/chart" } Target=(part(number)) {} }
}

/// Where it stands in a paragraph, one of `beside` that share the width.
pub(super) fn drawing(chart: &Chart, number: usize, beside: usize) -> Markup {
    let width = WIDTH / beside.max(1) * UNITS;
    html! {
        w:r {
            w:drawing {
                wp:inline xmlns:wp=(PLACED) distT="0" distB="0" distL="0" distR="0" {
                    wp:extent cx=(width) cy=(HEIGHT * UNITS) {}
                    wp:docPr id=(number) name={ "Chart " (number) } descr=(printable(&chart.says)) title=(printable(&chart.title)) {}
                    a:graphic xmlns:a=(DRAWING) {
                        a:graphicData uri=(CHART) { c:chart xmlns:c=(CHART) r:id={ "chart" (number) } {} }
                    }
                }
            }
        }
    }
}

/// The part itself.
pub(super) fn chart(chart: &Chart) -> Markup {
    html! {
        (PreEscaped(DECLARATION))
        c:chartSpace xmlns:c=(CHART) xmlns:a=(DRAWING) {
            c:lang val="en-GB" {}
            c:roundedCorners val="0" {}
            c:chart {
                c:title { c:tx { c:rich { a:bodyPr {} a:p { a:pPr algn="l" { (letters("defRPr", 900, true)) } a:r { (letters("rPr", 900, true)) a:t { (printable(&chart.title)) } } } } } c:overlay val="0" {} }
                c:autoTitleDeleted val="0" {}
                c:plotArea {
                    c:layout {}
                    @match chart.form {
                        Form::Bars => (bars(chart)),
                        Form::Line => (line(chart)),
                    }
                }
                c:plotVisOnly val="1" {}
                c:dispBlanksAs val="gap" {}
            }
            c:spPr { a:noFill {} a:ln { a:noFill {} } }
        }
    }
}

fn bars(chart: &Chart) -> Markup {
    html! {
        c:barChart {
            c:barDir val="bar" {}
            c:grouping val="clustered" {}
            c:varyColors val="0" {}
            c:ser {
                c:idx val="0" {}
                c:order val="0" {}
                c:spPr { (filled(FILL)) }
                c:invertIfNegative val="0" {}
                c:errBars {
                    c:errBarType val="both" {}
                    c:errValType val="cust" {}
                    c:noEndCap val="0" {}
                    c:plus { (numbers(&chart.points, |point| Some(point.interval?[1] - point.share?))) }
                    c:minus { (numbers(&chart.points, |point| Some(point.share? - point.interval?[0]))) }
                    c:spPr { (drawn(INK, 15_875)) }
                }
                (names_and_shares(&chart.points, 1))
            }
            c:gapWidth val="70" {}
            c:axId val="1" {}
            c:axId val="2" {}
        }
        (names_axis("maxMin", "l", 1))
        (shares_axis(chart.end, "b", "max"))
    }
}

fn line(chart: &Chart) -> Markup {
    let every = chart.points.len().div_ceil(LABELS).max(1);
    html! {
        c:lineChart {
            c:grouping val="standard" {}
            c:varyColors val="0" {}
            c:ser {
                c:idx val="0" {}
                c:order val="0" {}
                c:spPr { (drawn(FILL, 25_400)) }
                c:marker { c:symbol val="circle" {} c:size val="6" {} c:spPr { (filled(FILL)) } }
                (names_and_shares(&chart.points, every))
                c:smooth val="0" {}
            }
            c:marker val="1" {}
            c:axId val="1" {}
            c:axId val="2" {}
        }
        (names_axis("minMax", "b", every))
        (shares_axis(chart.end, "l", "autoZero"))
    }
}

/// The shares, and every so many of their names.
fn names_and_shares(points: &[Point], every: usize) -> Markup {
    let name = |at: usize, point: &Point| if at.is_multiple_of(every) { printable(&point.name) } else { String::new() };
    html! {
        c:cat {
            c:strLit {
                c:ptCount val=(points.len()) {}
                @for (at, point) in points.iter().enumerate() { c:pt idx=(at) { c:v { (name(at, point)) } } }
            }
        }
        c:val { (numbers(points, |point| point.share)) }
    }
}

/// A number for each point that has one.
fn numbers(points: &[Point], of: impl Fn(&Point) -> Option<f64>) -> Markup {
    let found = points.iter().enumerate().filter_map(|(at, point)| Some((at, of(point)?)));
    html! {
        c:numLit {
            c:formatCode { "0%" }
            c:ptCount val=(points.len()) {}
            @for (at, number) in found { c:pt idx=(at) { c:v { (format!("{:.3}", number.max(0.0))) } } }
        }
    }
}

/// Every so many names are written.
fn names_axis(order: &str, place: &str, every: usize) -> Markup {
    html! {
        c:catAx {
            c:axId val="1" {}
            c:scaling { c:orientation val=(order) {} }
            c:delete val="0" {}
            c:axPos val=(place) {}
            c:majorTickMark val="none" {}
            c:minorTickMark val="none" {}
            c:tickLblPos val="low" {}
            c:spPr { (drawn(INK, 9_525)) }
            (labels())
            c:crossAx val="2" {}
            c:crosses val="autoZero" {}
            c:tickLblSkip val=(every) {}
        }
    }
}

fn shares_axis(end: f64, place: &str, crosses: &str) -> Markup {
    html! {
        c:valAx {
            c:axId val="2" {}
            c:scaling { c:orientation val="minMax" {} c:max val=(end) {} c:min val="0" {} }
            c:delete val="0" {}
            c:axPos val=(place) {}
            c:majorGridlines { c:spPr { (drawn(GRID, 9_525)) } }
            c:numFmt formatCode="0%" sourceLinked="0" {}
            c:majorTickMark val="none" {}
            c:minorTickMark val="none" {}
            c:tickLblPos val="nextTo" {}
            c:spPr { a:ln { a:noFill {} } }
            (labels())
            c:crossAx val="1" {}
            c:crosses val=(crosses) {}
            c:majorUnit val=(end / 4.0) {}
        }
    }
}

fn labels() -> Markup {
    html! { c:txPr { a:bodyPr {} a:p { a:pPr { (letters("defRPr", 800, false)) } a:endParaRPr lang="en-GB" {} } } }
}

/// How letters look, under the name that stands for it there; in hundredths of
/// a point.
fn letters(name: &str, size: usize, is_strong: bool) -> Markup {
    let strong = u8::from(is_strong);
    let inner = html! { (filled(INK)) a:latin typeface="Arial" {} };
    PreEscaped(format!("<a:{name} lang=\"en-GB\" sz=\"{size}\" b=\"{strong}\">{}</a:{name}>", inner.into_string()))
}

fn filled(colour: &str) -> Markup {
    html! { a:solidFill { a:srgbClr val=(colour) {} } }
}

/// A line of this colour and width, in English Metric Units.
fn drawn(colour: &str, width: usize) -> Markup {
    html! { a:ln w=(width) { (filled(colour)) } }
}
