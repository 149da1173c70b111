#!/bin/bash
# setup: LEVEL=low
MODE=test LEVEL='very high' demo run --name "two $WORDS" -p port
export URL="https://example.org/?a=b"
declare -A TABLE=([one]=first [two]="second value")
list=(alpha 'beta gamma')
curl -u somebody:"pass phrase" -H 'X-Level: high' -d '{"mode": "test"}' https://example.org/
docker run -e MODE=test --env LEVEL=3 example
cat > settings.env <<END
INNER=value
END
[ "$MODE" = "live" ] && echo "$(demo --deep value)"
FALL=${OTHER:-fall back}
