expect(redact("sk_live_deadbeef")).toBe("sk_live_***");
