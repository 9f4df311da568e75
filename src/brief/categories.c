/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/categories.h"

#include <glib.h>
#include <string.h>

/* Apple, "Apple Podcasts categories". */
static const char *const categories[][17] = {
    {"Arts", "Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"},
    {"Business", "Careers", "Entrepreneurship", "Investing", "Management", "Marketing",
     "Non-Profit"},
    {"Comedy", "Comedy Interviews", "Improv", "Stand-Up"},
    {"Education", "Courses", "How To", "Language Learning", "Self-Improvement"},
    {"Fiction", "Comedy Fiction", "Drama", "Science Fiction"},
    {"Government"},
    {"History"},
    {"Health & Fitness", "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition",
     "Sexuality"},
    {"Kids & Family", "Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"},
    {"Leisure", "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies",
     "Home & Garden", "Video Games"},
    {"Music", "Music Commentary", "Music History", "Music Interviews"},
    {"News", "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics",
     "Sports News", "Tech News"},
    {"Religion & Spirituality", "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism",
     "Religion", "Spirituality"},
    {"Science", "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics",
     "Natural Sciences", "Nature", "Physics", "Social Sciences"},
    {"Society & Culture", "Documentary", "Personal Journals", "Philosophy", "Places & Travel",
     "Relationships"},
    {"Sports", "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey",
     "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"},
    {"Technology"},
    {"True Crime"},
    {"TV & Film", "After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"},
};

bool kx_category_known(const char *category)
{
    static const char between[] = " > ";
    const char *arrow = strstr(category, between);
    size_t n = arrow ? (size_t)(arrow - category) : strlen(category);
    for (unsigned i = 0; i < G_N_ELEMENTS(categories); i++) {
        const char *const *row = categories[i];
        if (strlen(row[0]) != n || memcmp(row[0], category, n) != 0)
            continue;
        if (arrow == NULL)
            return true;
        for (unsigned k = 1; k < G_N_ELEMENTS(categories[i]) && row[k]; k++)
            if (strcmp(row[k], arrow + strlen(between)) == 0)
                return true;
    }
    return false;
}

/* The taxonomy of podcast:person, without its groups for moving pictures. */
static const struct {
    const char *group;
    const char *roles[17];
} persons[] = {
    {"creative direction",
     {"director", "assistant director", "executive producer", "senior producer", "producer",
      "associate producer", "development producer", "creative director"}},
    {"cast",
     {"host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer",
      "reporter"}},
    {"writing",
     {"author", "editorial director", "co-writer", "writer", "songwriter", "guest writer",
      "story editor", "managing editor", "script editor", "script coordinator", "researcher",
      "editor", "fact checker", "translator", "transcriber", "logger"}},
    {"audio production",
     {"studio coordinator", "technical director", "technical manager", "audio engineer",
      "remote recording engineer", "post production engineer"}},
    {"audio post-production",
     {"audio editor", "sound designer", "foley artist", "composer", "theme music",
      "music production", "music contributor"}},
    {"administration",
     {"production coordinator", "booking coordinator", "production assistant", "content manager",
      "marketing manager", "sales representative", "sales manager"}},
    {"visuals", {"graphic designer", "cover art designer"}},
    {"community", {"social media manager"}},
    {"misc.", {"consultant", "intern"}},
};

char *kx_person_roles(const char *group)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    for (unsigned i = 0; i < G_N_ELEMENTS(persons); i++) {
        if (group == NULL)
            g_strv_builder_add(names, persons[i].group);
        else if (strcmp(persons[i].group, group) == 0)
            for (unsigned k = 0; k < G_N_ELEMENTS(persons[i].roles) && persons[i].roles[k]; k++)
                g_strv_builder_add(names, persons[i].roles[k]);
    }
    g_auto(GStrv) list = g_strv_builder_end(names);
    return g_strjoinv(", ", list);
}

bool kx_person_group_known(const char *group)
{
    return kx_person_role_known(group, NULL);
}

bool kx_person_role_known(const char *group, const char *role)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(persons); i++) {
        if (strcmp(persons[i].group, group) != 0)
            continue;
        if (role == NULL)
            return true;
        for (unsigned k = 0; k < G_N_ELEMENTS(persons[i].roles) && persons[i].roles[k]; k++)
            if (strcmp(persons[i].roles[k], role) == 0)
                return true;
    }
    return false;
}
