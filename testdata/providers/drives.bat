@echo off
net use Z: \\files\share {an:14} /user:CORP\svc
net use Y: \\files\other /user:CORP\svc {an:14}
net use X: \\files\third /user:CORP\svc *
net use W: \\files\fourth /user:CORP\svc %PASSWORD%
net user deploy {lal:4}!{UAL:2}{d:3}{lal:2} /add
net user deploy *
net user deploy /delete
