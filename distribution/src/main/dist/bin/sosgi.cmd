@echo off
rem The sosgi program; `sosgi --help` tells its commands. Environment: JAVA_HOME, SOSGI_HOME, SOSGI_JAVA_OPTS.
setlocal
for %%i in ("%~dp0..") do set "PROGRAM=%%~fi"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "OPTS=-XX:+UseSerialGC -Xms32m -Xmx256m -Xss512k -XX:MaxMetaspaceSize=96m -XX:+ExitOnOutOfMemoryError "
set "TIERS=-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=160000"
"%JAVA%" %OPTS% %TIERS% %SOSGI_JAVA_OPTS% "-Dsosgi.program=%PROGRAM%" "-Dsosgi.home=%SOSGI_HOME%" -cp "%PROGRAM%\lib\*" org.sosgi.launcher.Main %*
exit /b %ERRORLEVEL%
