{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='searched_on',
    meta={'restates': 'profile'}
) }}

with events as (
    select * from {{ ref('events') }}
    where
        event in ('Products Searched', 'Product Viewed', 'Order Completed')
        {{- only_changed('profile_id', 'profile') }}
),

-- a search has what follows it, up to the profile's next search
numbered as (
    select
        *,
        sum(case when event = 'Products Searched' then 1 else 0 end) over (
            partition by profile_id
            order by occurred_at, message_id
            rows unbounded preceding
        ) as search_number
    from events
),

followed as (
    select
        *,
        max(case when event = 'Products Searched' then occurred_at end) over (
            partition by profile_id, search_number
        ) as searched_at
    from numbered
    where search_number > 0
),

viewed as (
    select
        *,
        min(case when event = 'Product Viewed' and occurred_at <= dateadd(minute, 30, searched_at) then occurred_at end)
            over (partition by profile_id, search_number) as viewed_at
    from followed
),

booked as (
    select
        *,
        min(
            case
                when event = 'Order Completed'
                    and occurred_at >= viewed_at
                    and occurred_at <= dateadd(day, 1, searched_at)
                    then occurred_at
            end
        ) over (partition by profile_id, search_number) as booked_at
    from viewed
),

searches as (
    select * from booked
    where event = 'Products Searched'
),

final as (
    select
        -- ids
        message_id,
        profile_id,
        -- what
        {{ as_text("nvl(" ~ json_text("properties", "kind") ~ ", '(none)')", 256) }} as kind,
        {{ as_text("lower(btrim(regexp_replace(" ~ json_text("properties", "query") ~ ", '[[:space:]]+', ' ')))", 256) }} as query,
        {{ as_text(json_text('properties', 'destination'), 256) }} as destination,
        {{ as_date(json_text('properties', 'check_in')) }} as check_in,
        {{ as_date(json_text('properties', 'check_out')) }} as check_out,
        {{ as_integer(json_text('properties', 'guests'), 6) }} as guest_count,
        {{ as_integer(json_text('properties', 'results'), 9) }} as result_count,
        -- when, UTC
        searched_at,
        cast(searched_at as date) as searched_on,
        viewed_at,
        booked_at,
        -- flags
        is_bot,
        is_internal
    from searches
)

select * from final
