-- Every day from 2020 until today, for sums over days before: on some of them nothing happened.
with digits as (
    {%- for digit in range(10) %}
    select {{ digit }} as digit{{ ' union all' if not loop.last }}
    {%- endfor %}
),

numbered as (
    select
        cast(
            dateadd(day, ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit, date '2020-01-01') as date
        ) as day
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
),

final as (
    select day from numbered
    where day <= cast({{ now() }} as date)
)

select * from final
