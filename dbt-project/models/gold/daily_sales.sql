{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'sales_day'}
) }}

with orders as (
    select * from {{ ref('orders') }}
    where ordered_on is not null
),

sold as (
    select
        ordered_on as day,
        count(*) as order_count,
        sum(item_count) as item_count,
        count(distinct profile_id) as buyer_count,
        sum(case when amount_sgd is null then 1 else 0 end) as unpriced_order_count,
        sum(amount_sgd) as gross_sgd
    from orders
    where
        1 = 1
        {{- only_changed('ordered_on', 'sales_day') }}
    group by 1
),

cancelled as (
    select
        cancelled_on as day,
        count(*) as cancelled_order_count,
        sum(amount_sgd) as cancelled_sgd
    from orders
    where
        cancelled_on is not null
        {{- only_changed('cancelled_on', 'sales_day') }}
    group by 1
),

days as (
    select day from sold
    union
    select day from cancelled
),

final as (
    select
        days.day,
        cast(nvl(sold.order_count, 0) as bigint) as order_count,
        cast(nvl(sold.item_count, 0) as bigint) as item_count,
        cast(nvl(sold.buyer_count, 0) as bigint) as buyer_count,
        cast(nvl(sold.unpriced_order_count, 0) as bigint) as unpriced_order_count,
        cast(nvl(cancelled.cancelled_order_count, 0) as bigint) as cancelled_order_count,
        cast(nvl(sold.gross_sgd, 0) as numeric(38, 4)) as gross_sgd,
        cast(nvl(cancelled.cancelled_sgd, 0) as numeric(38, 4)) as cancelled_sgd,
        cast(nvl(sold.gross_sgd, 0) - nvl(cancelled.cancelled_sgd, 0) as numeric(38, 4)) as net_sgd,
        {{ average('sold.gross_sgd', 'sold.order_count - sold.unpriced_order_count') }} as average_order_sgd
    from days
    left join sold on days.day = sold.day
    left join cancelled on days.day = cancelled.day
)

select * from final
