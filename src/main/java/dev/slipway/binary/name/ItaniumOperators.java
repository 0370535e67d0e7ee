package dev.slipway.binary.name;

import dev.slipway.binary.name.ItaniumText.Refused;

/// Names of operators (Itanium C++ ABI, section 5.1.3).
final class ItaniumOperators {
  private static final String NAMES =
      " nw:new na:new[] dl:delete da:delete[] aw:co_await ps:+ ng:- ad:& de:* co:~ pl:+ mi:- ml:* dv:/ rm:% an:& or:|"
          + " eo:^ aS:= pL:+= mI:-= mL:*= dV:/= rM:%= aN:&= oR:|= eO:^= ls:<< rs:>> lS:<<= rS:>>= eq:== ne:!= lt:<"
          + " gt:> le:<= ge:>= ss:<=> nt:! aa:&& oo:|| pp:++ mm:-- cm:, pm:->* pt:-> cl:() ix:[] qu:? ";

  private ItaniumOperators() {}

  /// An operator's name by its two letters.
  static String read(ItaniumText text) throws Refused {
    int found = NAMES.indexOf(" " + text.take(2) + ":");
    if (found < 0) {
      throw new Refused();
    }
    String symbol = NAMES.substring(found + 4, NAMES.indexOf(' ', found + 1));
    return "operator" + (Character.isLetter(symbol.charAt(0)) ? " " : "") + symbol;
  }
}
