; What the installer of Windows adds to that of electron-builder: the links that Parley answers to (src/main/shell/start-wish.ts).
; It enters Parley among the programs that a person can choose for them in the settings of Windows, and takes none away from the program
; that has them: `parley:` alone is its own. SHCTX is the computer, or the person that it is installed for.

!macro answerTo SCHEME
  WriteRegStr SHCTX "Software\Parley\Capabilities\URLAssociations" "${SCHEME}" "Parley.Link"
!macroend

!macro describeLink CLASS
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "URL:Parley"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}",0'
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customInstall
  !insertmacro describeLink "Parley.Link"
  !insertmacro describeLink "parley"
  WriteRegStr SHCTX "Software\Parley\Capabilities" "ApplicationName" "Parley"
  WriteRegStr SHCTX "Software\Parley\Capabilities" "ApplicationDescription" "Messenger for Communicator Web Access"
  !insertmacro answerTo "sip"
  !insertmacro answerTo "sips"
  !insertmacro answerTo "im"
  !insertmacro answerTo "parley"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Parley" "Software\Parley\Capabilities"
!macroend

; Runs in an update too, before customInstall enters all again. It cannot be spared there: electron-builder's installer also calls the
; uninstaller with --updated when one for everybody takes the place of one for a single person, whose entries have to go.
!macro customUnInstall
  DeleteRegValue SHCTX "Software\RegisteredApplications" "Parley"
  DeleteRegKey SHCTX "Software\Parley\Capabilities"
  DeleteRegKey /ifempty SHCTX "Software\Parley"
  DeleteRegKey SHCTX "Software\Classes\Parley.Link"
  DeleteRegKey SHCTX "Software\Classes\parley"
!macroend
