//! Row structs that every driver can fill.

/// Defines a private row struct and its `FromRow` for every driver, by column name.
///
/// sqlx's derive would compile both drivers a second time for the build machine; this says the same in a few lines.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $(pub $field: $ty),* }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($ty: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)*
        {
            fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }

        impl $crate::db::FromLite for $name {
            fn places(statement: &rusqlite::Statement<'_>) -> rusqlite::Result<Vec<usize>> {
                Ok(vec![$(statement.column_index(stringify!($field))?),*])
            }

            fn from_lite(row: &rusqlite::Row<'_>, places: &[usize]) -> rusqlite::Result<Self> {
                // A place that is missing names a column that no row has.
                let mut places = places.iter().copied().chain(std::iter::repeat(usize::MAX));
                Ok(Self { $($field: row.get(places.next().unwrap_or(usize::MAX))?),* })
            }
        }
    };
}

pub(crate) use row;
