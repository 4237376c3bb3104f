-- weekly_retention is made on its own cycle, so it is held against itself: nobody is missing in week 0, nobody is added later.
select cohort_week, weeks_since, cohort_count, active_count
from {{ ref('weekly_retention') }}
where
    active_count > cohort_count
    or weeks_since < 0
    or (weeks_since = 0 and active_count <> cohort_count)
