#pragma once
#include <muster/yaml/table.h>

/* The object that a field lies in, and a field at another offset of it. */
static inline gpointer
muster_yaml_object(const MusterYamlKey *key, gpointer field)
{
  return (char *) field - key->offset;
}

static inline gconstpointer
muster_yaml_const_object(const MusterYamlKey *key, gconstpointer field)
{
  return (const char *) field - key->offset;
}

static inline int *
muster_yaml_count(const MusterYamlKey *key, gpointer field)
{
  return (int *) ((char *) muster_yaml_object(key, field) + key->count);
}

static inline int
muster_yaml_get_count(const MusterYamlKey *key, gconstpointer field)
{
  return *(const int *) ((const char *) muster_yaml_const_object(key, field) + key->count);
}

/* Reads key->standard into an initialised field. */
void muster_yaml_set_standard(const MusterYamlKey *key, gpointer field);
const MusterYamlKey *muster_yaml_find_key(const MusterYamlKey *table, const char *name);
