-- `gin_clean_pending_list` is for the owner of the index only. This function lets the server's role, which
-- owns nothing, merge the pending entries of a trail's index of marks, and of no other index.
CREATE FUNCTION tillroll.merge_marks(place text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT gin_clean_pending_list(to_regclass(format('%I.trail_marks_idx', place)))
    WHERE place IN ('tillroll', 'tillroll_rebuild')
$$;
REVOKE EXECUTE ON FUNCTION tillroll.merge_marks FROM PUBLIC;
