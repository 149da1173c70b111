@echo off
net use Z: \\files\share {an:14} /user:CORP\svc
net use Y: \\files\other /user:CORP\svc {an:14}
net use X: \\files\third /user:CORP\svc *
net use W: \\files\fourth /user:CORP\svc %PASSWORD%
