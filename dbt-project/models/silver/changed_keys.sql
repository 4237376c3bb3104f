{{ config(materialized='table') }}

with changed_copies as (
    select message_id, event, user_id, anonymous_id, profile_id, order_id, product_id, occurred_on
    from {{ ref('events') }}
    where restated_load_seq > {{ built_load_seq() }}{{ or_restated('message_id') }}
    union all
    select
        message_id,
        event,
        user_id,
        anonymous_id,
        null as profile_id,
        order_id,
        {{ as_text(json_text('properties', 'product_id'), 256) }} as product_id,
        occurred_on
    from {{ ref('event_duplicates') }}
    where restated_load_seq > {{ built_load_seq() }}{{ or_restated('message_id') }}
    {%- if is_restating() %}
    union all
    -- where they were before landing lost them, or got them back
    select message_id, event, user_id, anonymous_id, profile_id, order_id, product_id, occurred_on
    from {{ source('ops', 'restated_rows') }}
    where restatement_seq > {{ restatement_bounds()[0] }}
    {%- endif %}
),

changed_rules as (
    select distinct record_key from {{ source('landing', 'rules') }}
    where sys_process_load_seq > {{ built_load_seq() }}
),

changed_currencies as (
    select distinct upper({{ json_text('rules.record_value', 'currency') }}) as currency
    from {{ source('landing', 'rules') }} as rules
    inner join changed_rules on rules.record_key = changed_rules.record_key
),

links as (
    select * from {{ ref('identity_links') }}
),

merges as (
    select * from {{ ref('identity_merges') }}
),

undone_devices as (
    select distinct merges.anonymous_id
    from merges
    inner join changed_copies on merges.anonymous_id = changed_copies.anonymous_id
    where merges.user_id is null
),

order_copies as (
    select order_id, profile_id, currency, occurred_on from {{ ref('events') }}
    where event in ('Order Completed', 'Order Cancelled') and order_id is not null
    union all
    select order_id, null as profile_id, null as currency, occurred_on from {{ ref('event_duplicates') }}
    where event in ('Order Completed', 'Order Cancelled') and order_id is not null
    {%- if is_restating() %}
    union all
    select order_id, profile_id, null as currency, occurred_on from {{ source('ops', 'restated_rows') }}
    where
        event in ('Order Completed', 'Order Cancelled')
        and order_id is not null
        and restatement_seq > {{ restatement_bounds()[0] }}
    {%- endif %}
),

changed_orders as (
    select order_id from changed_copies
    where event in ('Order Completed', 'Order Cancelled') and order_id is not null
    union
    select order_copies.order_id
    from order_copies
    inner join changed_currencies on order_copies.currency = changed_currencies.currency
    {%- if is_restating() %}
    union
    -- a rule that is gone does not tell which currency it was of
    select order_id from order_copies
    where currency is not null and exists ({{ restated_loads('rules') }})
    {%- endif %}
),

touched_order_copies as (
    select order_copies.profile_id, order_copies.occurred_on
    from order_copies
    inner join changed_orders on order_copies.order_id = changed_orders.order_id
),

-- where events are, and where they may have been before a link or an earlier copy moved them
changed_profiles as (
    select profile_id from changed_copies
    where profile_id is not null
    union
    select 'user:' || user_id from changed_copies
    where nullif(user_id, '') is not null
    union
    select 'device:' || anonymous_id from changed_copies
    where nullif(anonymous_id, '') is not null
    union
    select 'user:' || links.user_id
    from changed_copies
    inner join links on changed_copies.anonymous_id = links.anonymous_id
    where links.user_id is not null
    union
    -- whose the device was before somebody undid the link: the links do not tell any more
    select 'user:' || merges.user_id
    from undone_devices
    inner join merges on undone_devices.anonymous_id = merges.anonymous_id
    where merges.user_id is not null
    union
    select 'user:' || named.user_id
    from undone_devices
    inner join {{ ref('events') }} as named on undone_devices.anonymous_id = named.anonymous_id
    where nullif(named.user_id, '') is not null
    union
    select profile_id from touched_order_copies
    where profile_id is not null
),

-- whom or what an order is credited to depends on all its profile did before
attributed_orders as (
    select order_copies.order_id
    from order_copies
    inner join changed_profiles on order_copies.profile_id = changed_profiles.profile_id
    union
    select order_id from changed_orders
),

attributed_days as (
    select distinct order_copies.occurred_on as changed_on
    from order_copies
    inner join attributed_orders on order_copies.order_id = attributed_orders.order_id
),

changed_days as (
    select distinct occurred_on as changed_on from changed_copies
    where occurred_on is not null
),

numbers as (
    {{ numbers() }}
),

rolling_days as (
    select distinct cast(dateadd(day, cast(numbers.n as integer), changed_days.changed_on) as date) as changed_on
    from changed_days
    cross join numbers
    where numbers.n < 30
),

search_days as (
    select changed_on from changed_days
    union
    select cast(dateadd(day, -1, changed_on) as date) as changed_on from changed_days
),

campaign_days as (
    select changed_on from changed_days
    union
    select changed_on from attributed_days
),

product_days as (
    select changed_on from changed_days
    union
    select occurred_on as changed_on from touched_order_copies
),

final as (
    select
        cast('profile' as varchar(16)) as entity,
        cast(profile_id as varchar(512)) as id,
        cast(null as date) as changed_on
    from changed_profiles
    union all
    select 'order', order_id, null from changed_orders
    union all
    select distinct 'device', anonymous_id, cast(null as date) from changed_copies
    where nullif(anonymous_id, '') is not null
    union all
    select distinct 'product', product_id, cast(null as date) from changed_copies
    where product_id is not null
    union all
    select 'day', cast(null as varchar(512)), changed_on from changed_days
    union all
    select 'rolling_day', cast(null as varchar(512)), changed_on from rolling_days
    union all
    select 'search_day', cast(null as varchar(512)), changed_on from search_days
    union all
    select 'product_day', cast(null as varchar(512)), changed_on from product_days
    union all
    select 'campaign_day', cast(null as varchar(512)), changed_on from campaign_days
    union all
    select 'attributed_day', cast(null as varchar(512)), changed_on from attributed_days
    union all
    select distinct 'sales_day', cast(null as varchar(512)), occurred_on from touched_order_copies
    union all
    select distinct 'sales_week', cast(null as varchar(512)), cast(date_trunc('week', occurred_on) as date)
    from touched_order_copies
)

select * from final
