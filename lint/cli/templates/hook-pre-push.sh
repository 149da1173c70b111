#!/bin/sh
# Written by 'keylint init --git-hook pre-push': what no remote holds yet of
# the commits that are pushed.
status=0
while read -r _ local_id _ _; do
  case $local_id in *[!0]*) ;; *) continue ;; esac          # a deleted branch
  keylint scan --range "$local_id --not --remotes" || status=$?
done
exit $status
