-- The balance, load by load: every landed row is exactly one of the three. Loads that came after this build do not count.
with landed as (
    select sys_process_load_seq, count(*) as row_count
    from {{ source('landing', 'events') }}
    where sys_process_load_seq <= (select max(sys_process_load_seq) from {{ ref('bronze_landed_events') }})
    group by 1
),

kept as (
    select sys_process_load_seq from {{ ref('events') }}
    union all
    select sys_process_load_seq from {{ ref('event_duplicates') }}
    union all
    select sys_process_load_seq from {{ ref('event_quarantine') }}
),

kept_by_load as (
    select sys_process_load_seq, count(*) as row_count
    from kept
    group by 1
),

final as (
    select
        nvl(landed.sys_process_load_seq, kept_by_load.sys_process_load_seq) as sys_process_load_seq,
        nvl(landed.row_count, 0) as landed_count,
        nvl(kept_by_load.row_count, 0) as kept_count
    from landed
    full outer join kept_by_load on landed.sys_process_load_seq = kept_by_load.sys_process_load_seq
    where nvl(landed.row_count, 0) <> nvl(kept_by_load.row_count, 0)
)

select * from final
