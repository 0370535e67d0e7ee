@echo off
rem Starts Slipway from the folder it lies in: bin\ beside lib\.
rem The same search and the same options as in the script for other systems beside this one; its comments say why.
setlocal EnableExtensions DisableDelayedExpansion

set "at_least=25"
for %%d in ("%~dp0..") do set "home=%%~fd"
set "lib=%home%\lib"
set "java_home="

if not exist "%lib%\slipway.jar" (
  >&2 echo slipway: "%lib%\slipway.jar" is missing; run mvn package, or install Slipway again.
  exit /b 3
)

if not defined SLIPWAY_JAVA_HOME goto search
call :try "%SLIPWAY_JAVA_HOME%"
if defined java_home goto found
>&2 echo slipway: SLIPWAY_JAVA_HOME is "%SLIPWAY_JAVA_HOME%", which is no Java %at_least% or newer; correct it or unset it.
exit /b 3

:search
call :try "%home%\runtime"
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\temurin*-jdk\*") do call :try "%%~fd"
for %%p in (java.exe) do if not "%%~$PATH:p"=="" for %%d in ("%%~dp$PATH:p..") do call :try "%%~fd"
if defined java_home goto found
>&2 echo slipway: no Java %at_least% or newer was found; install one, for example from https://adoptium.net, or set SLIPWAY_JAVA_HOME to its folder.
exit /b 3

:found
set "options=-Xlog:disable -Xlog:all=warning:stderr -XX:+UseSerialGC -XX:-UsePerfData -XX:CompileCommand=quiet -Dpicocli.disable.closures=true"
set "options=%options% -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::implCompress,0.001"
set "options=%options% -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.DigestBase::implCompressMultiBlock0,0.001"
set "options=%options% -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.DigestBase::engineUpdate,0.001"

rem Reading workflow files is over before code compiled at length pays.
if "%~1"=="targets" set "options=%options% -XX:TieredStopAtLevel=1"
if "%~1"=="audit" set "options=%options% -XX:TieredStopAtLevel=1"
if "%~1"=="init" set "options=%options% -XX:TieredStopAtLevel=1"
if "%~1"=="size" set "options=%options% -XX:TieredStopAtLevel=1"
if "%~1"=="changelog" set "options=%options% -XX:TieredStopAtLevel=1"
if "%~1"=="notes" set "options=%options% -XX:TieredStopAtLevel=1"

rem Only the window draws: the other commands do without JavaFX and start sooner for it.
set "modules="
if "%~1"=="" set "modules=yes"
if "%~1"=="rehearse" set "modules=yes"
if defined modules goto draw
rem The thorough compiler sets in ten times later than it would: a command is over before its work pays.
set "options=%options% -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
set "options=%options% -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
rem What the build learnt of the command and its like; where another Java runs, it is passed over in silence.
set "learnt=commands"
if "%~1"=="targets" set "learnt=workflows"
if "%~1"=="audit" set "learnt=workflows"
if "%~1"=="init" set "learnt=workflows"
if "%~1"=="size" set "learnt=sizes"
if "%~1"=="inspect" set "learnt=sizes"
if "%~1"=="changelog" set "learnt=changelog"
if "%~1"=="notes" set "learnt=changelog"
set cache=
if exist "%lib%\%learnt%.aot" set cache=-Xlog:aot*=off:stderr -Xlog:cds*=off:stderr "-XX:AOTCache=%lib%\%learnt%.aot"
"%java_home%\bin\java.exe" %options% %cache% %SLIPWAY_JAVA_OPTIONS% -Djdk.reflect.useNativeAccessorOnly=true --enable-native-access=ALL-UNNAMED -classpath "%lib%\slipway.jar" dev.slipway.Slipway %*
exit /b %errorlevel%

:draw
"%java_home%\bin\java.exe" %options% %SLIPWAY_JAVA_OPTIONS% --module-path "%lib%\javafx" --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED -classpath "%lib%\slipway.jar" dev.slipway.Slipway %*
exit /b %errorlevel%

rem Sets java_home when the folder holds a Java that is new enough and none was found before.
:try
if defined java_home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
if not defined version exit /b 0
for /f "tokens=1 delims=.-+_" %%v in ("%version%") do set "version=%%v"
set /a version=version 2>nul || exit /b 0
if %version% geq %at_least% set "java_home=%~1"
exit /b 0
