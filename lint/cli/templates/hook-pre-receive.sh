#!/bin/sh
# Written by 'keylint init --git-hook pre-receive': what a push would bring to
# this server. A change cannot silence itself: configuration, baseline and
# comments count as the branch has them now.
status=0
while read -r old_id new_id _; do
  case $new_id in *[!0]*) ;; *) continue ;; esac            # a deleted branch
  case $old_id in
    *[!0]*) keylint scan --range "$new_id --not --all" --trusted-config "$old_id" || status=$? ;;
    *) keylint scan --range "$new_id --not --all" --no-inline-allow --config /dev/null || status=$? ;;
  esac
done
exit $status
