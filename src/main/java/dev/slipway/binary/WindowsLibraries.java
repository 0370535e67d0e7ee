package dev.slipway.binary;

import java.util.Locale;
import java.util.Set;

/// Which libraries every supported Windows has. The Visual C++ runtime is not among them: it is installed apart.
final class WindowsLibraries {
  private static final Set<String> SYSTEM =
      Set.of(
          "advapi32.dll", "avrt.dll", "bcrypt.dll", "bcryptprimitives.dll", "cabinet.dll", "cfgmgr32.dll", "combase.dll",
          "comctl32.dll", "comdlg32.dll", "credui.dll", "crypt32.dll", "cryptbase.dll", "cryptnet.dll",
          "d3d11.dll", "d3d12.dll", "dbghelp.dll", "dnsapi.dll", "dwmapi.dll", "dwrite.dll", "dxgi.dll",
          "fwpuclnt.dll", "gdi32.dll", "hid.dll", "imm32.dll", "iphlpapi.dll", "kernel32.dll", "kernelbase.dll",
          "mpr.dll", "msimg32.dll", "msvcrt.dll", "mswsock.dll", "ncrypt.dll", "netapi32.dll", "normaliz.dll",
          "ntdll.dll", "odbc32.dll", "ole32.dll", "oleaut32.dll", "opengl32.dll", "pdh.dll", "powrprof.dll",
          "propsys.dll", "psapi.dll", "rpcrt4.dll", "rstrtmgr.dll", "schannel.dll", "secur32.dll", "setupapi.dll",
          "shell32.dll", "shlwapi.dll", "sspicli.dll", "synchronization.dll", "user32.dll", "userenv.dll",
          "usp10.dll", "uxtheme.dll", "version.dll", "winhttp.dll", "wininet.dll", "winmm.dll", "winspool.drv",
          "wintrust.dll", "wldap32.dll", "ws2_32.dll", "wsock32.dll", "wtsapi32.dll");

  private WindowsLibraries() {}

  static boolean belongsToSystem(String library) {
    String name = library.toLowerCase(Locale.ROOT);
    return SYSTEM.contains(name)
        || name.startsWith("api-ms-win-") && !name.startsWith("api-ms-win-crt-")
        || name.startsWith("ext-ms-win-");
  }
}
