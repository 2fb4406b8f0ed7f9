@echo off
rem Parley's command line, in the Node.js of this computer: the program itself cannot be used as one.
where /q node
if errorlevel 1 (
  echo parley-cli: it needs Node.js 20.19 or newer, and there is no program 'node' here. See https://nodejs.org. 1>&2
  exit /b 127
)
node "%~dp0resources\cli\index.js" %*
