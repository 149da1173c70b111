#!/bin/sh
# Written by 'keylint init --git-hook pre-commit': what this commit adds.
exec keylint scan --staged
