#include "view/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS   "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"

int number_decimals(double magnitude, int digits)
{
    magnitude = fabs(magnitude);
    if (!isfinite(magnitude) || magnitude < 1e-300)
        return 2;
    int before = (int)floor(log10(magnitude)) + 1;
    int decimals = digits - (before > 0 ? before : 1);
    return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

/* Copies plain digits, with commas when there are five or more before the point. */
static void group(const char *digits, char *out)
{
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; digits[i]; i++) {
        if (whole >= 5 && i > 0 && i < whole && (whole - i) % 3 == 0)
            *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
}

/* "1.23e-05" becomes "1.23e−5". */
static const char *scientific(draw_list *list, double value, const char *sign)
{
    char plain[32];
    snprintf(plain, sizeof plain, "%.2e", fabs(value));
    char *e = strchr(plain, 'e');
    int power = 0;
    sscanf(e + 1, "%d", &power);
    *e = '\0';
    const char *text =
        draw_printf(list, "%s%se%s%d", sign, plain, power < 0 ? MINUS : "", abs(power));
    return text ? text : "";
}

static const char *number_with(draw_list *list, double value, int decimals, const char *plus)
{
    if (!isfinite(value))
        return EN_DASH;
    const char *sign = value < 0 ? MINUS : plus;
    if (fabs(value) >= 1e9)
        return scientific(list, value, sign);
    char plain[32], grouped[48];
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    if (strspn(plain, "0.") == strlen(plain))
        sign = "";
    group(plain, grouped);
    const char *text = draw_printf(list, "%s%s", sign, grouped);
    return text ? text : "";
}

const char *number_text(draw_list *list, double value, int decimals)
{
    return number_with(list, value, decimals, "");
}

const char *number_signed(draw_list *list, double value, int decimals)
{
    return number_with(list, value, decimals, "+");
}

const char *number_short(draw_list *list, double value)
{
    double size = fabs(value);
    if (isfinite(value) && size > 0 && (size < 1e-3 || size >= 1e6))
        return scientific(list, value, value < 0 ? MINUS : "");
    return number_text(list, value, size < 1 ? 4 : number_decimals(value, 4));
}

const char *number_count(draw_list *list, size_t count)
{
    return number_text(list, (double)count, 0);
}
