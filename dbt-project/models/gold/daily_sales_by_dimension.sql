{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'attributed_day'}
) }}

with bookings as (
    select
        bookings.profile_id,
        bookings.line_number,
        bookings.item_count,
        bookings.amount_sgd,
        bookings.ordered_on,
        bookings.cancelled_on,
        nvl(bookings.category, '(none)') as category,
        nvl(bookings.country, '(none)') as country,
        nvl(attribution.device_type, '(none)') as device_type,
        nvl(attribution.last_touch_channel, 'direct') as channel
    from {{ ref('bookings') }} as bookings
    left join {{ ref('order_attribution') }} as attribution on bookings.order_id = attribution.order_id
),

sold as (
    select
        ordered_on as day,
        category,
        country,
        device_type,
        channel,
        sum(case when line_number = 1 then 1 else 0 end) as order_count,
        sum(item_count) as item_count,
        count(distinct profile_id) as buyer_count,
        sum(case when line_number = 1 and amount_sgd is null then 1 else 0 end) as unpriced_order_count,
        sum(amount_sgd) as gross_sgd,
        0 as cancelled_order_count,
        0 as cancelled_sgd
    from bookings
    where
        1 = 1
        {{- only_changed('ordered_on', 'attributed_day') }}
    group by 1, 2, 3, 4, 5
),

cancelled as (
    select
        cancelled_on as day,
        category,
        country,
        device_type,
        channel,
        0 as order_count,
        0 as item_count,
        0 as buyer_count,
        0 as unpriced_order_count,
        0 as gross_sgd,
        sum(case when line_number = 1 then 1 else 0 end) as cancelled_order_count,
        sum(amount_sgd) as cancelled_sgd
    from bookings
    where
        cancelled_on is not null
        {{- only_changed('cancelled_on', 'attributed_day') }}
    group by 1, 2, 3, 4, 5
),

both_sides as (
    select * from sold
    union all
    select * from cancelled
),

final as (
    select
        day,
        cast(category as varchar(256)) as category,
        cast(country as varchar(8)) as country,
        cast(device_type as varchar(32)) as device_type,
        cast(channel as varchar(32)) as channel,
        cast(sum(order_count) as bigint) as order_count,
        cast(sum(item_count) as bigint) as item_count,
        cast(sum(buyer_count) as bigint) as buyer_count,
        cast(sum(unpriced_order_count) as bigint) as unpriced_order_count,
        cast(sum(cancelled_order_count) as bigint) as cancelled_order_count,
        cast(nvl(sum(gross_sgd), 0) as numeric(38, 4)) as gross_sgd,
        cast(nvl(sum(cancelled_sgd), 0) as numeric(38, 4)) as cancelled_sgd,
        cast(nvl(sum(gross_sgd), 0) - nvl(sum(cancelled_sgd), 0) as numeric(38, 4)) as net_sgd
    from both_sides
    group by 1, 2, 3, 4, 5
)

select * from final
