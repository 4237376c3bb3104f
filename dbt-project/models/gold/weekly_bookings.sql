{{ config(
    incremental_strategy='restate',
    unique_key='week_start',
    sort='week_start',
    meta={'restates': 'sales_week'}
) }}

with orders as (
    select
        *,
        cast(date_trunc('week', ordered_on) as date) as ordered_week,
        cast(date_trunc('week', cancelled_on) as date) as cancelled_week
    from {{ ref('orders') }}
    where ordered_on is not null
),

booked as (
    select
        ordered_week as week_start,
        count(*) as booking_count,
        count(distinct profile_id) as booker_count,
        sum(item_count) as item_count,
        sum(night_count) as night_count,
        sum(amount_sgd) as gross_sgd,
        sum(case when cancelled_on is not null then 1 else 0 end) as later_cancelled_booking_count,
        count(check_in) as lead_booking_count,
        sum(datediff(day, ordered_on, check_in)) as lead_days
    from orders
    where
        1 = 1
        {{- only_changed('ordered_week', 'sales_week') }}
    group by 1
),

cancelled as (
    select
        cancelled_week as week_start,
        count(*) as cancelled_booking_count,
        sum(amount_sgd) as cancelled_sgd
    from orders
    where
        cancelled_week is not null
        {{- only_changed('cancelled_week', 'sales_week') }}
    group by 1
),

weeks as (
    select week_start from booked
    union
    select week_start from cancelled
),

final as (
    select
        weeks.week_start,
        cast(to_char(weeks.week_start, 'IYYY') || '-W' || to_char(weeks.week_start, 'IW') as varchar(8)) as iso_week,
        cast(nvl(booked.booking_count, 0) as bigint) as booking_count,
        cast(nvl(booked.booker_count, 0) as bigint) as booker_count,
        cast(nvl(booked.item_count, 0) as bigint) as item_count,
        cast(nvl(booked.night_count, 0) as bigint) as night_count,
        cast(nvl(cancelled.cancelled_booking_count, 0) as bigint) as cancelled_booking_count,
        cast(nvl(booked.gross_sgd, 0) as numeric(38, 4)) as gross_sgd,
        cast(nvl(cancelled.cancelled_sgd, 0) as numeric(38, 4)) as cancelled_sgd,
        cast(nvl(booked.gross_sgd, 0) - nvl(cancelled.cancelled_sgd, 0) as numeric(38, 4)) as net_sgd,
        cast(nvl(booked.later_cancelled_booking_count, 0) as bigint) as later_cancelled_booking_count,
        {{ average('booked.later_cancelled_booking_count', 'booked.booking_count') }} as cancellation_rate,
        cast(nvl(booked.lead_booking_count, 0) as bigint) as lead_booking_count,
        {{ average('booked.lead_days', 'booked.lead_booking_count') }} as average_lead_days
    from weeks
    left join booked on weeks.week_start = booked.week_start
    left join cancelled on weeks.week_start = cancelled.week_start
)

select * from final
