{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='order_id',
    meta={'restates': 'profile'}
) }}

with orders as (
    select order_id, profile_id, ordered_at from {{ ref('orders') }}
    where
        ordered_at is not null
        {{- only_changed('profile_id', 'profile') }}
),

events as (
    select
        profile_id,
        message_id,
        occurred_at,
        device_type,
        channel,
        campaign_source,
        campaign_medium,
        campaign_name
    from {{ ref('events') }}
    where
        nvl(channel, device_type) is not null
        {{- only_changed('profile_id', 'profile') }}
),

-- what a profile did in the 90 days up to its order; of one instant, the order's own too
before_orders as (
    select
        orders.order_id,
        events.*,
        case when events.channel is null then 1 else 0 end as is_no_touch,
        case when events.device_type is null then 1 else 0 end as is_no_device
    from orders
    inner join events
        on
            orders.profile_id = events.profile_id
            and orders.ordered_at >= events.occurred_at
            and events.occurred_at > dateadd(day, -90, orders.ordered_at)
),

places as (
    select
        *,
        row_number() over (partition by order_id order by is_no_touch, occurred_at, message_id) as place_from_first,
        row_number() over (partition by order_id order by is_no_touch, occurred_at desc, message_id desc) as place_from_last,
        row_number() over (partition by order_id order by is_no_device, occurred_at desc, message_id desc) as device_place
    from before_orders
),

firsts as (
    select * from places
    where place_from_first = 1 and is_no_touch = 0
),

lasts as (
    select * from places
    where place_from_last = 1 and is_no_touch = 0
),

devices as (
    select order_id, device_type from places
    where device_place = 1
),

final as (
    select
        orders.order_id,
        orders.profile_id,
        devices.device_type,
        firsts.occurred_at as first_touch_at,
        cast(nvl(firsts.channel, 'direct') as varchar(32)) as first_touch_channel,
        firsts.campaign_source as first_touch_source,
        firsts.campaign_medium as first_touch_medium,
        firsts.campaign_name as first_touch_campaign,
        lasts.occurred_at as last_touch_at,
        cast(nvl(lasts.channel, 'direct') as varchar(32)) as last_touch_channel,
        lasts.campaign_source as last_touch_source,
        lasts.campaign_medium as last_touch_medium,
        lasts.campaign_name as last_touch_campaign
    from orders
    left join firsts on orders.order_id = firsts.order_id
    left join lasts on orders.order_id = lasts.order_id
    left join devices on orders.order_id = devices.order_id
)

select * from final
