select * from {{ ref('merged_orders') }} where amount <= 0
