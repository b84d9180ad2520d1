//! Values of a column as the text of cells: days as dates, moments by the
//! clocks of the United Kingdom, numbers with all their digits, nothing for
//! null.

use std::fmt::Display;

use jiff::civil::{DateTime, Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use polars_arrow::array::{Array, BinaryViewArray, BooleanArray, FixedSizeBinaryArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType as Type, TimeUnit};
use polars_arrow::types::NativeType;

/// Where days and moments are counted from.
const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);

/// How the clocks of the United Kingdom go.
const CLOCKS: &str = "GMT0BST,M3.5.0/1,M10.5.0/2";

const SECONDS_A_DAY: i64 = 86_400;

/// The cells of a column, in order; `None` if its values are no text.
pub(super) fn cells(values: &dyn Array, is_uuid: bool) -> Option<Vec<String>> {
    let any = values.as_any();
    match values.dtype() {
        Type::Utf8View => Some(each(any.downcast_ref::<Utf8ViewArray>()?.iter(), str::to_owned)),
        Type::Boolean => Some(each(any.downcast_ref::<BooleanArray>()?.iter(), |is| is.to_string())),
        Type::FixedSizeBinary(16) if is_uuid => Some(each(any.downcast_ref::<FixedSizeBinaryArray>()?.iter(), uuid)),
        Type::FixedSizeBinary(_) => texts(any.downcast_ref::<FixedSizeBinaryArray>()?.iter()),
        Type::BinaryView => texts(any.downcast_ref::<BinaryViewArray>()?.iter()),
        Type::Date32 => numbers(values, |days: i32| day(days)),
        Type::Timestamp(unit, zone) => numbers(values, |since| moment(duration(since, *unit), zone.is_some())),
        Type::Time32(unit) => numbers(values, |since: i32| time(duration(since.into(), *unit))),
        Type::Time64(unit) => numbers(values, |since| time(duration(since, *unit))),
        Type::Decimal(_, scale) => numbers(values, |value| decimal(value, *scale)),
        Type::Float32 => numbers(values, |value: f32| if value.is_nan() { String::new() } else { value.to_string() }),
        Type::Float64 => numbers(values, |value: f64| if value.is_nan() { String::new() } else { value.to_string() }),
        _ => whole_numbers(values),
    }
}

fn whole_numbers(values: &dyn Array) -> Option<Vec<String>> {
    match values.dtype() {
        Type::Int8 => numbers(values, shown::<i8>),
        Type::Int16 => numbers(values, shown::<i16>),
        Type::Int32 => numbers(values, shown::<i32>),
        Type::Int64 => numbers(values, shown::<i64>),
        Type::UInt8 => numbers(values, shown::<u8>),
        Type::UInt16 => numbers(values, shown::<u16>),
        Type::UInt32 => numbers(values, shown::<u32>),
        Type::UInt64 => numbers(values, shown::<u64>),
        _ => None,
    }
}

fn shown<T: Display>(number: T) -> String {
    number.to_string()
}

fn numbers<T: NativeType>(values: &dyn Array, show: impl Fn(T) -> String) -> Option<Vec<String>> {
    let values: &PrimitiveArray<T> = values.as_any().downcast_ref()?;
    Some(each(values.iter(), |value| show(*value)))
}

fn each<T>(values: impl Iterator<Item = Option<T>>, show: impl Fn(T) -> String) -> Vec<String> {
    values.map(|value| value.map(&show).unwrap_or_default()).collect()
}

/// Bytes that are text, if all of them are. In small numbers most are zero.
fn texts<'v>(values: impl Iterator<Item = Option<&'v [u8]>>) -> Option<Vec<String>> {
    let text = |bytes| str::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).map(str::to_owned);
    values.map(|value| text(value.unwrap_or_default())).collect()
}

fn uuid(bytes: &[u8]) -> String {
    let number = bytes.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let digits = format!("{number:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| digits.get(part).unwrap_or_default());
    parts.join("-")
}

/// A whole number if it is one: databases give every number the same places.
fn decimal(value: i128, scale: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if part.bytes().all(|digit| digit == b'0') { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn duration(since: i64, unit: TimeUnit) -> SignedDuration {
    match unit {
        TimeUnit::Second => SignedDuration::from_secs(since),
        TimeUnit::Millisecond => SignedDuration::from_millis(since),
        TimeUnit::Microsecond => SignedDuration::from_micros(since),
        TimeUnit::Nanosecond => SignedDuration::from_nanos(since),
    }
}

fn day(days: i32) -> String {
    moment(SignedDuration::from_secs(i64::from(days) * SECONDS_A_DAY), false)
}

/// A day, with the time if it has one. A moment in universal time is one at
/// midnight for the day that begins there, in summer an hour earlier: a UK
/// clock shows the right day for either. What lies beyond the year 9999 is
/// the number of seconds.
fn moment(since: SignedDuration, is_universal: bool) -> String {
    let there = if is_universal { on_uk_clocks(since) } else { None };
    match there.or_else(|| EPOCH.checked_add(since).ok()) {
        None => since.as_secs().to_string(),
        Some(when) if when.time() == Time::midnight() => when.date().to_string(),
        Some(when) => when.to_string(),
    }
}

fn on_uk_clocks(since: SignedDuration) -> Option<DateTime> {
    let moment = Timestamp::from_duration(since).ok()?;
    Some(TimeZone::posix(CLOCKS).ok()?.to_datetime(moment))
}

fn time(since_midnight: SignedDuration) -> String {
    EPOCH.checked_add(since_midnight).map_or_else(|_| String::new(), |when| when.time().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_days_on_uk_clocks() {
        let hours = |hours: i64| SignedDuration::from_secs(hours * 3600);
        // 484,343 hours after the start of 1970 it is 11 in the evening of 2 April 2025 in universal time.
        let cases = [
            (hours(484_343), true, "2025-04-03"),
            (hours(484_343), false, "2025-04-02T23:00:00"),
            (hours(484_344), true, "2025-04-03T01:00:00"),
            (hours(482_136), true, "2025-01-01"),
            (hours(-24), false, "1969-12-31"),
            (SignedDuration::MAX, true, "9223372036854775807"),
        ];
        for (since, is_universal, expected) in cases {
            assert_eq!(moment(since, is_universal), expected);
        }
        assert_eq!(day(i32::MAX), "185542587100800");
        assert_eq!(time(duration(34_200_000_000, TimeUnit::Microsecond)), "09:30:00");
    }

    #[test]
    fn decimals_keep_their_places_unless_they_are_whole() {
        let cases = [
            (1250, 2, "12.50"),
            (-5, 3, "-0.005"),
            (1_234_500, 2, "12345"),
            (0, 0, "0"),
            (i128::MIN, 0, "-170141183460469231731687303715884105728"),
        ];
        for (value, scale, expected) in cases {
            assert_eq!(decimal(value, scale), expected);
        }
    }

    #[test]
    fn the_numbers_of_records_are_written_as_databases_write_them() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(uuid(&bytes), "00010203-0405-0607-0809-0a0b0c0d0e0f");
    }
}
