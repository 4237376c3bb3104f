{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'campaign_day'}
) }}

with touches as (
    select
        occurred_on as day,
        channel,
        campaign_source,
        campaign_medium,
        campaign_name,
        profile_id
    from {{ ref('events') }}
    where
        channel is not null
        and not is_bot
        and not is_internal
        {{- only_changed('occurred_on', 'campaign_day') }}
),

orders as (
    select
        orders.ordered_on as day,
        orders.amount_sgd,
        attribution.*
    from {{ ref('order_attribution') }} as attribution
    inner join {{ ref('orders') }} as orders on attribution.order_id = orders.order_id
    where
        orders.ordered_on is not null
        {{- only_changed('orders.ordered_on', 'campaign_day') }}
),

all_three as (
    select
        day,
        channel,
        campaign_source,
        campaign_medium,
        campaign_name,
        profile_id,
        1 as touch_count,
        0 as first_touch_order_count,
        0 as first_touch_gross_sgd,
        0 as last_touch_order_count,
        0 as last_touch_gross_sgd
    from touches
    union all
    select
        day,
        first_touch_channel as channel,
        first_touch_source as campaign_source,
        first_touch_medium as campaign_medium,
        first_touch_campaign as campaign_name,
        null as profile_id,
        0 as touch_count,
        1 as first_touch_order_count,
        nvl(amount_sgd, 0) as first_touch_gross_sgd,
        0 as last_touch_order_count,
        0 as last_touch_gross_sgd
    from orders
    union all
    select
        day,
        last_touch_channel as channel,
        last_touch_source as campaign_source,
        last_touch_medium as campaign_medium,
        last_touch_campaign as campaign_name,
        null as profile_id,
        0 as touch_count,
        0 as first_touch_order_count,
        0 as first_touch_gross_sgd,
        1 as last_touch_order_count,
        nvl(amount_sgd, 0) as last_touch_gross_sgd
    from orders
),

final as (
    select
        day,
        cast(channel as varchar(32)) as channel,
        cast(nvl(campaign_source, '(none)') as varchar(256)) as campaign_source,
        cast(nvl(campaign_medium, '(none)') as varchar(256)) as campaign_medium,
        cast(nvl(campaign_name, '(none)') as varchar(256)) as campaign_name,
        cast(sum(touch_count) as bigint) as touch_count,
        cast(count(distinct profile_id) as bigint) as visitor_count,
        cast(sum(first_touch_order_count) as bigint) as first_touch_order_count,
        cast(sum(first_touch_gross_sgd) as numeric(38, 4)) as first_touch_gross_sgd,
        cast(sum(last_touch_order_count) as bigint) as last_touch_order_count,
        cast(sum(last_touch_gross_sgd) as numeric(38, 4)) as last_touch_gross_sgd
    from all_three
    group by 1, 2, 3, 4, 5
)

select * from final
