/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover_fonts.h"

#include "base/error.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* Where Debian puts them. What else is installed is not looked through, nor is fontconfig's own
 * configuration, half a hundred files: only where one of the fonts is not here. */
#define USUAL_FOLDERS                                                                              \
    "<dir>/usr/share/fonts/opentype/inter</dir><dir>/usr/share/fonts/truetype/dejavu</dir>"        \
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"

/* The first two are of Debian's fonts-inter, the others of fonts-dejavu-core. */
static const struct {
    const char *family;
    int weight;
} wanted[] = {
    {"Inter Display", FC_WEIGHT_EXTRABOLD},
    {"Inter", FC_WEIGHT_DEMIBOLD},
    {"DejaVu Sans", FC_WEIGHT_BOLD},
    {"DejaVu Sans", FC_WEIGHT_REGULAR},
};

void kx_cover_fonts_clear(kx_cover_fonts *fonts)
{
    /* The map does not give back its hold on the configuration when it ends. */
    if (fonts->map)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
    g_clear_object(&fonts->map);
    g_clear_pointer(&fonts->known, FcCharSetDestroy);
    g_clear_pointer(&fonts->config, FcConfigDestroy);
}

static void append_all(GString *xml, const char *element, FcStrList *paths)
{
    for (FcChar8 *path; (path = FcStrListNext(paths)) != NULL;) {
        g_autofree char *one = g_markup_printf_escaped("<%s>%s</%s>", element, path, element);
        g_string_append(xml, one);
    }
    FcStrListDone(paths);
}

/* The folders of the system's configuration. */
static char *system_folders(void)
{
    GString *xml = g_string_new(NULL);
    FcConfig *config = FcInitLoadConfig();

    append_all(xml, "dir", FcConfigGetFontDirs(config));
    append_all(xml, "cachedir", FcConfigGetCacheDirs(config));
    FcConfigDestroy(config);
    return g_string_free(xml, FALSE);
}

/* A configuration of no fonts but ours. */
static bool load(FcConfig *config, const char *folders)
{
    g_autoptr(GString) xml = g_string_new("<fontconfig>");

    g_string_append(xml, folders);
    g_string_append(xml, "<selectfont><rejectfont><pattern></pattern></rejectfont><acceptfont>");
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        g_string_append_printf(xml,
                               "<pattern><patelt name=\"family\"><string>%s</string></patelt>"
                               "<patelt name=\"weight\"><int>%d</int></patelt>"
                               "<patelt name=\"slant\"><int>%d</int></patelt></pattern>",
                               wanted[i].family, wanted[i].weight, FC_SLANT_ROMAN);
    g_string_append(xml, "</acceptfont></selectfont></fontconfig>");
    return FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml->str, FcTrue) &&
           FcConfigBuildFonts(config);
}

/* Adds what font i has to what is known; false if there is no such font. */
static bool add_characters(kx_cover_fonts *fonts, unsigned i)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, wanted[i].family, FC_WEIGHT,
                                        FcTypeInteger, wanted[i].weight, FC_SLANT, FcTypeInteger,
                                        FC_SLANT_ROMAN, FC_SCALABLE, FcTypeBool, FcTrue, NULL);
    FcResult result;
    FcChar8 *family;
    FcCharSet *characters;

    FcDefaultSubstitute(pattern);
    FcPattern *found = FcFontMatch(fonts->config, pattern, &result);
    bool good = found && FcPatternGetString(found, FC_FAMILY, 0, &family) == FcResultMatch &&
                strcmp((const char *)family, wanted[i].family) == 0 &&
                FcPatternGetCharSet(found, FC_CHARSET, 0, &characters) == FcResultMatch;
    if (good)
        FcCharSetMerge(fonts->known, characters, NULL);
    if (found)
        FcPatternDestroy(found);
    FcPatternDestroy(pattern);
    return good;
}

static bool find(kx_cover_fonts *fonts, const char *folders, GError **error)
{
    kx_cover_fonts_clear(fonts);
    fonts->config = FcConfigCreate();
    fonts->known = FcCharSetCreate();
    bool loaded = load(fonts->config, folders);
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!loaded || !add_characters(fonts, i)) {
            kx_error_set(
                error, KX_ERROR_UNAVAILABLE,
                "cannot draw the artwork: the font %s is missing; install it (Debian: "
                "fonts-inter, fonts-dejavu-core), or name a picture of your own in the show "
                "file",
                wanted[i].family);
            return false;
        }
    FcConfigSetCurrent(fonts->config); /* before there is a map, which would load one */
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
    return true;
}

/* Whether the user says where fonts are. */
static bool told(void)
{
    return g_getenv("FONTCONFIG_FILE") || g_getenv("FONTCONFIG_PATH") ||
           g_getenv("FONTCONFIG_SYSROOT");
}

bool kx_cover_fonts_find(kx_cover_fonts *fonts, GError **error)
{
    *fonts = (kx_cover_fonts){0};
    if (!told() && find(fonts, USUAL_FOLDERS, NULL))
        return true;
    g_autofree char *folders = system_folders();
    return find(fonts, folders, error);
}
