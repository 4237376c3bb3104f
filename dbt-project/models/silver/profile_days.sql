{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'day'}
) }}

with events as (
    select occurred_on as day, profile_id, event, is_bot, is_internal from {{ ref('events') }}
    where
        occurred_on is not null
        {{- only_changed('occurred_on', 'day') }}
),

final as (
    select
        day,
        profile_id,
        cast(count(*) as bigint) as event_count,
        cast(sum(case when event = 'Products Searched' then 1 else 0 end) as bigint) as search_count,
        cast(sum(case when event = 'Product Viewed' then 1 else 0 end) as bigint) as view_count,
        cast(sum(case when event = 'Product Added to Wishlist' then 1 else 0 end) as bigint) as wishlist_count,
        cast(sum(case when event = 'Product Added' then 1 else 0 end) as bigint) as cart_count,
        cast(sum(case when event = 'Checkout Started' then 1 else 0 end) as bigint) as checkout_count,
        cast(sum(case when event = 'Order Completed' then 1 else 0 end) as bigint) as order_count,
        max(case when is_bot then 1 else 0 end) = 1 as is_bot,
        max(case when is_internal then 1 else 0 end) = 1 as is_internal
    from events
    group by 1, 2
)

select * from final
