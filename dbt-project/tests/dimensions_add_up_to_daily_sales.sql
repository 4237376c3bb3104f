-- A metric is defined once: what daily_sales_by_dimension splits must add up to daily_sales, day by day.
with split as (
    select
        day,
        sum(order_count) as order_count,
        sum(item_count) as item_count,
        sum(unpriced_order_count) as unpriced_order_count,
        sum(cancelled_order_count) as cancelled_order_count,
        sum(gross_sgd) as gross_sgd,
        sum(cancelled_sgd) as cancelled_sgd,
        sum(net_sgd) as net_sgd
    from {{ ref('daily_sales_by_dimension') }}
    group by 1
),

whole as (
    select * from {{ ref('daily_sales') }}
),

final as (
    select nvl(whole.day, split.day) as day, whole.net_sgd, split.net_sgd as split_net_sgd
    from whole
    full outer join split on whole.day = split.day
    where
        nvl(whole.order_count, -1) <> nvl(split.order_count, -1)
        or nvl(whole.item_count, -1) <> nvl(split.item_count, -1)
        or nvl(whole.unpriced_order_count, -1) <> nvl(split.unpriced_order_count, -1)
        or nvl(whole.cancelled_order_count, -1) <> nvl(split.cancelled_order_count, -1)
        or nvl(whole.gross_sgd, -1) <> nvl(split.gross_sgd, -1)
        or nvl(whole.cancelled_sgd, -1) <> nvl(split.cancelled_sgd, -1)
        or whole.net_sgd <> split.net_sgd
)

select * from final
