{{ config(materialized='incremental', unique_key='order_id', incremental_strategy='merge', dist='order_id', sort=['ordered_at'], on_schema_change='append_new_columns') }}
select order_id, customer, amount, ordered_at, detail.source::varchar(20) as source
from {{ ref('stg_orders') }}
{% if is_incremental() %}
where ordered_at >= (select nvl(max(ordered_at), '1970-01-01'::timestamp) from {{ this }})
{% endif %}
