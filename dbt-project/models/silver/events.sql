{{ config(
    incremental_strategy='reread',
    unique_key='message_id',
    sort='occurred_on',
    meta={'rereads': 'message'}
) }}

with landed as (
    select * from {{ ref('bronze_landed_events') }}
),

links as (
    select * from {{ ref('identity_links') }}
),

newest_links as (
    select anonymous_id, max(sys_process_load_seq) as sys_process_load_seq
    from {{ ref('identity_links') }}
    group by 1
),

{% if is_restatement() %}
    changed_messages as (
        select message_id from {{ ref('bronze_landed_events') }}
        where sys_process_load_seq > {{ built_load_seq() }}
        union
        select anonymous.message_id
        from {{ ref('bronze_landed_events') }} as anonymous
        inner join newest_links on anonymous.anonymous_id = newest_links.anonymous_id
        where nullif(anonymous.user_id, '') is null and newest_links.sys_process_load_seq > {{ built_load_seq() }}
        {%- if is_restating() %}
        union
        {{ restated_messages() }}
        union
        select message_id from {{ ref('bronze_landed_events') }}
        where nullif(user_id, '') is null and anonymous_id in ({{ restated_devices() }})
        {%- endif %}
    ),

{% endif %}
copies as (
    select
        *,
        row_number() over (
            partition by message_id
            order by received_at, sys_process_topic, sys_process_partition, sys_process_offset
        ) as copy_number,
        count(*) over (partition by message_id) as copy_count,
        max(sys_process_load_seq) over (partition by message_id) as newest_copy_load_seq
    from landed
    where
        quarantine_reason is null
        {% if is_restatement() %}
            and message_id in (select message_id from changed_messages)
        {% endif %}
),

firsts as (
    select * from copies
    where copy_number = 1
),

identified as (
    select
        firsts.*,
        case
            when nullif(firsts.user_id, '') is not null then 'user:' || firsts.user_id
            when links.user_id is not null then 'user:' || links.user_id
            else 'device:' || firsts.anonymous_id
        end as profile_id,
        case
            when nullif(firsts.user_id, '') is null
                then greatest(firsts.newest_copy_load_seq, newest_links.sys_process_load_seq)
            else firsts.newest_copy_load_seq
        end as restated_load_seq
    from firsts
    left join links
        on
            firsts.anonymous_id = links.anonymous_id
            and links.valid_from <= firsts.occurred_at
            and links.valid_until > firsts.occurred_at
    left join newest_links on firsts.anonymous_id = newest_links.anonymous_id
),

with_first_product as (
    select
        *,
        json_extract_array_element_text({{ json_text('properties', 'products') }}, 0, true) as first_product,
        nullif(json_extract_path_text(context, 'campaign', true), '') as sent_campaign,
        nullif(json_extract_path_text(context, 'derived', 'campaign', true), '') as derived_campaign,
        nullif(json_extract_path_text(context, 'derived', 'referrer', 'medium', true), '') as referrer_medium
    from identified
),

with_campaign as (
    select
        *,
        {{ as_text("lower(nvl(" ~ json_text('sent_campaign', 'source') ~ ", " ~ json_text('derived_campaign', 'source')
            ~ ", " ~ json_text('derived_campaign', 'clickIdOf') ~ "))", 256) }} as campaign_source,
        {{ as_text("lower(nvl(" ~ json_text('sent_campaign', 'medium') ~ ", " ~ json_text('derived_campaign', 'medium')
            ~ "))", 256) }} as campaign_medium,
        {{ as_text("nvl(" ~ json_text('sent_campaign', 'name') ~ ", " ~ json_text('derived_campaign', 'name') ~ ")", 256) }}
            as campaign_name,
        {{ json_text('derived_campaign', 'clickIdOf') }} as click_id_of
    from with_first_product
),

final as (
    select
        -- ids
        message_id,
        cast(profile_id as varchar(512)) as profile_id,
        user_id,
        anonymous_id,
        session_id as client_session_id,
        -- what
        type,
        event,
        schema,
        domain,
        source,
        {{ as_text("nvl(" ~ json_text('properties', 'product_id') ~ ", " ~ json_text('first_product', 'product_id') ~ ")", 256) }}
            as product_id,
        {{ as_text("nvl(" ~ json_text('properties', 'category') ~ ", " ~ json_text('first_product', 'category') ~ ")", 256) }}
            as category,
        {{ as_text(json_text('properties', 'order_id'), 256) }} as order_id,
        {{ as_text("upper(nvl(" ~ json_text('properties', 'currency') ~ ", " ~ json_text('first_product', 'currency') ~ "))", 3) }}
            as currency,
        {{ as_text("nvl(" ~ json_text('properties', 'brand') ~ ", " ~ json_text('first_product', 'brand') ~ ")", 256) }} as brand,
        {{ as_decimal("nvl(" ~ json_text('properties', 'price') ~ ", " ~ json_text('first_product', 'price') ~ ")") }} as price,
        properties,
        -- where from
        {{ as_text("nullif(lower(json_extract_path_text(context, 'device', 'type', true)), '')", 32) }} as device_type,
        {{ as_text("nullif(json_extract_path_text(context, 'derived', 'userAgent', 'os', true), '')", 64) }} as os,
        {{ as_text("nullif(json_extract_path_text(context, 'derived', 'userAgent', 'browser', true), '')", 64) }} as browser,
        {{ as_text(channel(), 32) }} as channel,
        campaign_source,
        campaign_medium,
        campaign_name,
        -- when, UTC
        occurred_at,
        cast(occurred_at as date) as occurred_on,
        received_at,
        -- flags
        is_bot,
        {{ is_internal() }} as is_internal,
        is_skewed,
        is_late,
        is_unplanned,
        -- processing
        cast(copy_count as integer) as copy_count,
        sys_process_topic,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq,
        restated_load_seq
    from with_campaign
)

select * from final
