{{ config(materialized='ephemeral') }}
select * from {{ ref('merged_orders') }} qualify row_number() over (partition by customer order by ordered_at desc) = 1
